import type { HuntingConfig } from "../../../config/config";
import { counted } from "../../counted";
import { gigabytes, money, scanCost } from "./scan-cost";

const DAY = 24 * 60 * 60 * 1000;

/** What a query asks for, as far as one can tell before it runs. */
export interface AskedPartitions {
  /** First and last day, as in `2026/03/01`; undefined where the SQL does not say. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** Days that there are logs of. */
  readonly days: number;
  /** Folders of the trail's bucket that Athena lists: one an account, region and day. */
  readonly folders: number;
}

const BETWEEN = /\bday\s+BETWEEN\s+'(\d{4}\/\d{2}\/\d{2})'\s+AND\s+'(\d{4}\/\d{2}\/\d{2})'/gi;

/** Reads the days out of the SQL, of which every hunt names a first and a last. */
export function askedPartitions(sql: string, hunting: HuntingConfig, now: number): AskedPartitions {
  const ranges = [...sql.matchAll(BETWEEN)].map(([, since = "", until = ""]) => ({ since, until }));
  const since = ranges.map((range) => range.since).sort()[0];
  const until = ranges
    .map((range) => range.until)
    .sort()
    .at(-1);
  const first = Math.max(since === undefined ? 0 : timeOf(since), firstDay(hunting.days, now));
  const last = Math.min(until === undefined ? now : timeOf(until), now);
  const days = Math.max(0, Math.floor(last / DAY) - Math.floor(first / DAY) + 1);
  return { since, until, days, folders: days * hunting.accounts.length * hunting.regions.length };
}

/** Where the range of the table begins: a day, or so long before today. */
function firstDay(range: string, now: number): number {
  const [from = ""] = range.split(",");
  const [, count, unit] = /^NOW-(\d+)(DAYS|YEARS)$/.exec(from) ?? [];
  if (count === undefined) return timeOf(from);
  return now - Number(count) * (unit === "YEARS" ? 365.25 : 1) * DAY;
}

function timeOf(day: string): number {
  // Hunts may name a day long after all logs.
  return Date.parse(`${day.replaceAll("/", "-")}T00:00:00Z`);
}

/** What a query may cost, said before it starts. */
export function costBefore(
  { days, folders }: AskedPartitions,
  { accounts, regions, bytesPerQuery }: HuntingConfig,
): string {
  const asked = `${counted(days, "day")} of ${counted(accounts.length, "account")} in ${counted(regions.length, "region")}: ${counted(folders, "folder")}`;
  return `${asked}; at most ${money(scanCost(bytesPerQuery))}, for the ${gigabytes(bytesPerQuery)} at which Athena stops it`;
}
