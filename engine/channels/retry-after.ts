/** SQS hides a message for twelve hours at most, counted from when it was received. */
const LONGEST_MS = 11 * 60 * 60 * 1000;

/** Reads `Retry-After`: seconds, or a date. Milliseconds from `now`; undefined where it says nothing that can be read. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  const ms = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : dateOf(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}

/** Only whole dates: `Date.parse` reads a lot that is none. */
function dateOf(text: string): number {
  return /^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}
