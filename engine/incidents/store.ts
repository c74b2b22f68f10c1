import type { Announcement, Incident } from "./incident";

/** An announcement that is not known to have been published. Only who holds the lease publishes it, so that it goes out once. */
export interface PendingAnnouncement {
  readonly announcement: Announcement;
  /** Milliseconds since the epoch, on the clock. */
  readonly leasedUntil: number;
  /** How often it was leased without word of what came of it: so often may it have gone out. Absent where word came. */
  readonly attempts?: number;
}

/** What is kept of a dedup key: its current incident, and what has yet to be announced. */
export interface IncidentState {
  readonly incident: Incident;
  readonly pending: readonly PendingAnnouncement[];
}

export interface StoredIncident {
  readonly state: IncidentState;
  /** Changes with every save. */
  readonly version: number;
}

export type SaveResult =
  | { readonly kind: "saved"; readonly version: number }
  /** Someone else saved first: load again. */
  | { readonly kind: "conflict" }
  /** Nothing was saved, since these events are counted already. */
  | { readonly kind: "seen"; readonly eventIds: readonly string[] };

export interface SaveRequest {
  readonly state: IncidentState;
  /** Version that was loaded; undefined where there was none. */
  readonly expectedVersion: number | undefined;
  /** Distinct ids of the events that this save counts, at most `MAX_NEW_EVENTS`. */
  readonly newEventIds: readonly string[];
}

/** DynamoDB takes 100 items in one transaction; one of them is the incident. */
export const MAX_NEW_EVENTS = 98;

/** Keeps incidents and remembers which events each detection has counted. Knows nothing of folding; throws when it cannot be reached. */
export interface IncidentStore {
  readonly load: (dedupKey: string) => Promise<StoredIncident | undefined>;
  /** All or nothing: the state and the marks of its new events are saved together. */
  readonly save: (request: SaveRequest) => Promise<SaveResult>;
  /** Incidents with something to announce that is due at `now`, in milliseconds since the epoch; may be a moment out of date. */
  readonly due: (now: number) => AsyncIterable<StoredIncident>;
}

/** CloudTrail delivers late: a window is not over before its stragglers had time to come. */
export const LATENESS = 10 * 60_000;

/** When an incident's window is over and all of it has come, as far as can be known. */
export function overAt({ endsAt, settlesAt = 0 }: Incident): number {
  return Math.max(endsAt + LATENESS, settlesAt);
}

/** When an incident has to be looked at again; undefined when everything was announced. */
export function dueAt({ incident, pending }: IncidentState): number | undefined {
  if (pending.length > 0) return Math.min(...pending.map(({ leasedUntil }) => leasedUntil));
  return incident.untold > 0 ? overAt(incident) : undefined;
}
