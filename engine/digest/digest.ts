import type { Suppression } from "../settings";
import type { Severity } from "../severity";
import type { DeadLetters, RaisedAlarm } from "./chain-health";
import type { HeldAlert } from "./held-alert";

/**
 * Version of the digest's JSON, apart from that of alerts. It goes up when a field is renamed, removed or means something else; a new
 * field does not raise it.
 */
export const DIGEST_SCHEMA = 1;

export type BySeverity = Readonly<Partial<Record<Severity, number>>>;

/** What alerts reported in a period. */
export interface Period {
  /** Incidents that opened. */
  readonly incidents: number;
  readonly bySeverity: BySeverity;
  /** Incidents that became graver. */
  readonly raised: number;
  /** Matches that all alerts stand for. */
  readonly events: number;
  /** Those of them that were reported when an incident closed. */
  readonly more: number;
}

export interface Trend {
  /** The seven days that end with the digest's day. */
  readonly week: Period;
  /** The seven days before; absent where alerts were not counted then. */
  readonly before?: Period;
  /** The first day of `before` on which alerts were counted, where that is not its first. */
  readonly countedSince?: string;
}

/** A detection that opened many incidents within the week. */
export interface NoisyDetection {
  readonly detection: string;
  readonly title?: string;
  readonly incidents: number;
  readonly events: number;
  /** Incidents of the week before. */
  readonly before: number;
  /** What would quiet it, each with the keys of palisade.yaml. */
  readonly hints: readonly string[];
}

/** An incident with more to report when it closes. */
export interface OpenIncident {
  readonly detection: string;
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
  /** Matches that no alert has reported yet. */
  readonly untold: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface OpenIncidents {
  readonly count: number;
  /** There are more than were counted. */
  readonly hasMore: boolean;
  /** Those that should have been closed and were not. */
  readonly overdue: number;
  /** The gravest. */
  readonly gravest: readonly OpenIncident[];
}

/** An incident whose alerts quiet hours held back. */
export type HeldIncident = Omit<HeldAlert, "id" | "kind" | "more">;

export interface HeldIncidents {
  readonly count: number;
  readonly bySeverity: BySeverity;
  /** The gravest, and of these the latest. */
  readonly shown: readonly HeldIncident[];
  /** There are more, which wait for the next digest. */
  readonly hasMore: boolean;
  /** Channels for which it is unknown what was held back. */
  readonly unknown: readonly string[];
}

export interface Health {
  /** Absent where CloudWatch did not answer. */
  readonly alarms?: readonly RaisedAlarm[];
  /** Dead-letter queues that are not empty. */
  readonly deadLetters: readonly DeadLetters[];
  /** Queues that did not answer. */
  readonly unknown: readonly string[];
}

/** What happened on a day, and what is there to be done. What is not known is absent, and nothing is taken for fine that was not seen. */
export interface Digest {
  readonly id: string;
  readonly project: string;
  readonly account: string;
  readonly region: string;
  /** The UTC day that it is about. */
  readonly day: string;
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
  /** Absent where the table was out of reach; `day` is absent where alerts were not counted that day. */
  readonly counts?: { readonly day?: Period; readonly sinceMidnight: Period; readonly trend: Trend };
  readonly noisiest: readonly NoisyDetection[];
  readonly open?: OpenIncidents;
  readonly held: HeldIncidents;
  /** Suppressions that silence nothing any longer. */
  readonly expired: readonly Suppression[];
  /** Those that will expire within a week. */
  readonly expiring: readonly Suppression[];
  readonly health: Health;
}
