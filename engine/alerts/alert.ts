import type { Announcement } from "../incidents/incident";

/** What people are told, before it is put into words. Times are milliseconds since the epoch. */
export interface Alert extends Announcement {
  readonly project: string;
  /** When Palisade noticed, on the clock; the events themselves are minutes older. */
  readonly detectedAt: number;
  /** True when incidents could not be looked up: the alert may have been sent before. */
  readonly duplicatesPossible: boolean;
}
