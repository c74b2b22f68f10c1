import type { LogDay, LogDays } from "./log-days";

/** The time that a log is of, without what lies so far off that its clock must have been wrong. */
export interface LogStretch {
  /** Milliseconds since the epoch: the first plausible record's time. */
  readonly from: number;
  /** The last one's. */
  readonly to: number;
  /** Records that lie outside. */
  readonly outside: number;
}

/** No service delivers half a year late, and no clock that someone looks at is so far ahead. */
export const FAR_DAYS = 180;
/** Of fewer records none is an exception. */
const FEWEST_RECORDS = 10;
/** More than one record in so many that lie far off are no mistake of a clock but a log of two times. */
const ONE_IN = 100;

/**
 * By the log itself, since no clock says when it ends: undefined where there are no records. The first and the last few records are not
 * plausible where nothing else lies within half a year of them.
 */
export function stretchOf(days: LogDays, fewestRecords = FEWEST_RECORDS): LogStretch | undefined {
  const inOrder = [...days].toSorted(([a], [b]) => a - b);
  const total = inOrder.reduce((sum, [, { count }]) => sum + count, 0);
  const most = total < fewestRecords ? 0 : Math.max(1, Math.floor(total / ONE_IN));
  const before = farOff(inOrder, most);
  const after = farOff(inOrder.toReversed(), most);
  const [first] = inOrder[before.days] ?? [];
  const [last] = inOrder.at(-1 - after.days) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const { first: from } = days.get(first) as LogDay;
  const { last: to } = days.get(last) as LogDay;
  return { from, to, outside: before.records + after.records };
}

/** How many of the first days, with at most so many records, lie far from the next one. */
function farOff(days: readonly (readonly [number, LogDay])[], most: number): { days: number; records: number } {
  let far = { days: 0, records: 0 };
  let records = 0;
  for (const [index, [day, { count }]] of days.entries()) {
    records += count;
    const [next] = days[index + 1] ?? [];
    if (records > most || next === undefined) break;
    if (Math.abs(next - day) > FAR_DAYS) far = { days: index + 1, records };
  }
  return far;
}
