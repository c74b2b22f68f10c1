import type { Match } from "../detections/engine/match";
import type { Severity } from "../severity";

export type { Match } from "../detections/engine/match";

/** Matches with one dedup key within one window. Plain JSON; times are milliseconds since the epoch, of events and not of the clock. */
export interface Incident {
  readonly dedupKey: string;
  readonly detection: string;
  /** The highest so far. */
  readonly severity: Severity;
  /** What was last announced; absent until anything is. */
  readonly toldSeverity?: Severity;
  readonly startsAt: number;
  /** Matches from here on belong to the next incident. */
  readonly endsAt: number;
  /** The latest of its matches' own; the one time here that is of the clock. */
  readonly settlesAt?: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** All matches, announced or not. */
  readonly count: number;
  /** Matches since the last announcement. */
  readonly untold: number;
  /** First match of the highest severity. */
  readonly gravest: Match;
  readonly latest: Match;
  /** The first few, as a sample. */
  readonly eventIds: readonly string[];
  /** How many announcements were made. */
  readonly announced: number;
}

/** Something to announce about an incident, complete in itself. */
export interface Announcement {
  /** Unique within a dedup key. */
  readonly id: string;
  /** `opened`: the first matches; `raised`: a more severe one came; `closed`: the window ended, and more had come. */
  readonly kind: "opened" | "raised" | "closed";
  readonly severity: Severity;
  /** The match to show: the most severe, for `closed` the latest. */
  readonly match: Match;
  /** All matches of the incident so far. */
  readonly count: number;
  /** Those of them that were not announced before. */
  readonly more: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly windowMinutes: number;
  readonly eventIds: readonly string[];
  /** What the bucket's tag says of it, as in `production`; absent where no one asked or knows. */
  readonly environment?: string;
  /** All of them where a finding's buckets are of several. */
  readonly environments?: readonly string[];
}
