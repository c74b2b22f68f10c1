import type { Candidate } from "../../detections/engine/candidate";
import type { Match } from "../incident";

/** What became of some candidates. One that is in neither map waits for others of its kind. */
export interface Promotion {
  /**
   * Each event by itself, under its own id: what makes incidents exact however queues deal events out again, which an id for a whole
   * batch would not.
   */
  readonly promoted: ReadonlyMap<Candidate, Match>;
  /** Candidates that could not be kept, with the reason: their events have to come again. They may be promoted all the same. */
  readonly failures: ReadonlyMap<Candidate, unknown>;
}

/** Remembers candidates until enough of them have come together. */
export interface StateStore {
  /** Takes candidates in, all at once, and then says which of them became matches: these are promoted. Never throws, and answers the same for the same events. */
  readonly promote: (candidates: readonly Candidate[]) => Promise<Promotion>;
}
