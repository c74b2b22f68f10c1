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
  if (!isQuiet) return undefined;
  const left = (to - at + DAY_MINUTES) % DAY_MINUTES;
  return (Math.floor(now / MINUTE_MS) + left) * MINUTE_MS;
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
