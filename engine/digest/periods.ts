import type { Severity } from "../severity";
import type { Count, Counted, DayCounts } from "./day-counts";
import { daysAfter } from "./day-counts";
import type { BySeverity, Period, Trend } from "./digest";

const WEEK = 7;

/** The days that a digest of a day needs: two weeks, and the day after, which has begun. */
export function daysOfDigest(day: string): readonly string[] {
  return Array.from({ length: 2 * WEEK + 1 }, (_, index) => daysAfter(day, 1 - index));
}

/** Whether a day is one of the seven that end with `last`. */
export function isInWeek(day: string, last: string): boolean {
  return day <= last && day > daysAfter(last, -WEEK);
}

/** All numbers of the seven days that end with `last`. */
export function countsOfWeek(days: readonly DayCounts[], last: string): readonly Count[] {
  return days.filter(({ day }) => isInWeek(day, last)).flatMap(({ counts }) => counts);
}

export function lastDayOfWeekBefore(last: string): string {
  return daysAfter(last, -WEEK);
}

export function periodOf(counts: readonly Count[]): Period {
  return {
    incidents: sumOf(counts, "opened"),
    bySeverity: bySeverity(counts),
    raised: sumOf(counts, "raised"),
    events: sumOf(counts, "events"),
    more: sumOf(counts, "more"),
  };
}

export function trendOf(days: readonly DayCounts[], day: string): Trend {
  const week = periodOf(countsOfWeek(days, day));
  const lastBefore = lastDayOfWeekBefore(day);
  const [since] = days.map((one) => one.day).toSorted();
  if (since === undefined || since > lastBefore) return { week };
  const before = periodOf(countsOfWeek(days, lastBefore));
  const isWhole = since <= daysAfter(lastBefore, 1 - WEEK);
  return { week, before, ...(!isWhole && { countedSince: since }) };
}

export function sumOf(counts: readonly Count[], counted: Counted): number {
  return counts.reduce((sum, count) => (count.counted === counted ? sum + count.number : sum), 0);
}

function bySeverity(counts: readonly Count[]): BySeverity {
  const sums: Partial<Record<Severity, number>> = {};
  for (const { counted, severity, number } of counts) {
    if (counted === "opened") sums[severity] = (sums[severity] ?? 0) + number;
  }
  return sums;
}
