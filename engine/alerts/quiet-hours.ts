import { compareSeverity, type Severity } from "../severity";

/** When mild alerts wait for the digest. */
export interface QuietHours {
  /** `HH:MM`, on the clock of the time zone. */
  readonly from: string;
  /** `HH:MM`; the next day where that is earlier than `from`. */
  readonly to: string;
  /** A name of the IANA database. */
  readonly timezone: string;
  /** What is milder than this waits. */
  readonly below: Severity;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** When the quiet hours end that keep an alert of this severity back, in milliseconds since the epoch; undefined when it may go out. */
export function quietUntil(hours: QuietHours | undefined, severity: Severity, now: number): number | undefined {
  if (hours === undefined || compareSeverity(severity, hours.below) >= 0) return undefined;
  const at = minuteOfDay(clockIn(hours.timezone, now));
  const [from, to] = [minuteOfDay(hours.from), minuteOfDay(hours.to)];
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to;
  return isQuiet ? nextTime(hours.to, hours.timezone, now) : undefined;
}

/** When a clock of the time zone next shows `HH:MM`, now included, in milliseconds since the epoch. */
export function nextTime(clock: string, timezone: string, now: number): number {
  const wanted = minuteOfDay(clock);
  const start = Math.floor(now / MINUTE_MS);
  const left = (wanted - minuteOfDay(clockIn(timezone, now)) + DAY_MINUTES) % DAY_MINUTES;
  const found = (start + left) * MINUTE_MS;
  // A clock may be changed in between.
  const drift = (wanted - minuteOfDay(clockIn(timezone, found)) + 1.5 * DAY_MINUTES) % DAY_MINUTES;
  return found + (drift - DAY_MINUTES / 2) * MINUTE_MS;
}

function clockIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(now);
}

function minuteOfDay(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}
