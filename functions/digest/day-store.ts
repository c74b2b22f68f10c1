import type { DayCounts, Tally } from "@palisade/engine/digest/day-counts";

/** Numbers by UTC day, `YYYY-MM-DD`. Both throw when the table is out of reach. */
export interface DayStore {
  /** Adds to a day's numbers, each atomically. With nothing to add it only notes that alerts were counted. */
  add(day: string, tally: Tally): Promise<void>;
  /** Those of the days on which alerts were counted, in no order. */
  read(days: readonly string[]): Promise<readonly DayCounts[]>;
}
