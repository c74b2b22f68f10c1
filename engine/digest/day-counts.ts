import { dayOf } from "../events/utc-day";
import type { Announcement } from "../incidents/incident";
import { SEVERITIES, type Severity } from "../severity";

/**
 * What is counted of alerts. `opened`, `raised` and `closed`: how many went out; `events`: the matches that they stand for; `more`: those
 * of them that were reported when the incident closed.
 */
const COUNTED = ["opened", "raised", "closed", "events", "more"] as const;

export type Counted = (typeof COUNTED)[number];

/** One number of one day. */
export interface Count {
  readonly counted: Counted;
  readonly severity: Severity;
  readonly detection: string;
  readonly number: number;
}

/** One UTC day on which alerts were counted, even if nothing came. */
export interface DayCounts {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly counts: readonly Count[];
}

/** Numbers by counter; a counter is `<counted>#<severity>#<detection>`. */
export type Tally = Readonly<Record<string, number>>;

const DAY_MS = 24 * 60 * 60_000;

/** When a day began, in milliseconds since the epoch. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day so many days after this one, or before it. */
export function daysAfter(day: string, days: number): string {
  return dayOf(startOf(day) + days * DAY_MS);
}

/** What one announcement adds to its day. */
export function tallyOf({ kind, severity, match, more }: Announcement): Tally {
  const counter = (counted: Counted) => `${counted}#${severity}#${match.detection}`;
  return { [counter(kind)]: 1, [counter("events")]: more, ...(kind === "closed" && { [counter("more")]: more }) };
}

/** A counter and its number as they were stored; undefined for what is none. */
export function readCount(counter: string, number: number): Count | undefined {
  const [name, grade, ...rest] = counter.split("#");
  const counted = COUNTED.find((one) => one === name);
  const severity = SEVERITIES.find((one) => one === grade);
  if (counted === undefined || severity === undefined || rest.length !== 1) return undefined;
  return { counted, severity, detection: rest[0] ?? "", number };
}
