const DAY_MS = 24 * 60 * 60_000;

/** A year, and the days by which the change of clocks moves. */
const DAYS_AHEAD = 380;

/**
 * The next day, as `YYYY-MM-DD`, on which a clock of the time zone never shows `HH:MM`, since it is set forward past it; undefined where there
 * is none within a year. EventBridge Scheduler starts nothing on such a day.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function skippedDay(clock: string, timeZone: string, now: number): string | undefined {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  /** What the clock shows, read as if it were UTC. */
  const shownAt = (time: number) => Date.parse(`${format.format(time).replace(" ", "T")}:00Z`);
  const today = new Date(shownAt(now)).toISOString().slice(0, 10);
  for (let day = 0; day < DAYS_AHEAD; day++) {
    const wanted = Date.parse(`${today}T${clock}:00Z`) + day * DAY_MS;
    // The clock is ahead of UTC by what it was a day before, or will be a day after.
    const isShown = [wanted - DAY_MS, wanted + DAY_MS].some(
      (near) => shownAt(wanted - (shownAt(near) - near)) === wanted,
    );
    if (!isShown) return new Date(wanted).toISOString().slice(0, 10);
  }
  return undefined;
}
