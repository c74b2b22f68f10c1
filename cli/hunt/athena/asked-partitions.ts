import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import type { PalisadeConfig } from "../../../config/config";
import { counted } from "../../lib/counted";
import { UsageError } from "../../lib/usage-error";
import { gigabytes, money, scanCost } from "./scan-cost";

const DAY = 24 * 60 * 60 * 1000;

/** What a query asks for, as far as one can tell before it runs. */
export interface AskedPartitions {
  /** Days that there are logs of. */
  readonly days: number;
  /** What there is one folder a day of: `2 accounts in 34 regions`. */
  readonly places: string;
  /** Folders that Athena lists. */
  readonly folders: number;
}

const BETWEEN = /\bday\s+BETWEEN\s+'(\d{4}\/\d{2}\/\d{2})'\s+AND\s+'(\d{4}\/\d{2}\/\d{2})'/gi;

/** Reads the days out of the SQL, of which every hunt names a first and a last. Throws where there is no such table. */
export function askedPartitions(sql: string, config: PalisadeConfig, now: number): AskedPartitions {
  const table = sql.includes(ACCESS_LOGS.name) ? accessLogTable(config) : trailTable(config);
  const ranges = [...sql.matchAll(BETWEEN)].map(([, since = "", until = ""]) => ({ since, until }));
  const since = ranges.map((range) => range.since).sort()[0];
  const until = ranges
    .map((range) => range.until)
    .sort()
    .at(-1);
  const first = Math.max(since === undefined ? 0 : timeOf(since), table.begins(now));
  const last = Math.min(until === undefined ? now : timeOf(until), now);
  const days = Math.max(0, Math.floor(last / DAY) - Math.floor(first / DAY) + 1);
  return { days, places: table.places, folders: days * table.count };
}

interface Places {
  readonly places: string;
  readonly count: number;
  /** Of the first day. */
  readonly begins: (now: number) => number;
}

function trailTable({ hunting }: PalisadeConfig): Places {
  const { accounts = [], regions = [], days = "" } = hunting ?? {};
  return {
    places: `${counted(accounts.length, "account")} in ${counted(regions.length, "region")}`,
    count: accounts.length * regions.length,
    begins: (now) => firstDay(days, now),
  };
}

function accessLogTable({ accessLogs }: PalisadeConfig): Places {
  const buckets = accessLogs?.logBuckets.filter(({ create }) => create).flatMap(({ sources }) => sources) ?? [];
  if (accessLogs === undefined || buckets.length === 0) {
    throw new UsageError(
      "--engine athena: no table of access logs, expected a perimeter with accessLogs: true, since of logs elsewhere no one knows the folders, fix: leave --engine out and name the logs",
    );
  }
  return {
    places: counted(buckets.length, "bucket"),
    count: buckets.length,
    begins: (now) => now - accessLogs.retentionDays * DAY,
  };
}

/** Where the range of the trail's table begins: a day, or so long before today. */
function firstDay(range: string, now: number): number {
  const [from = ""] = range.split(",");
  const [, count, unit] = /^NOW-(\d+)(DAYS|YEARS)$/.exec(from) ?? [];
  if (count === undefined) return timeOf(from);
  return now - Number(count) * (unit === "YEARS" ? 365.25 : 1) * DAY;
}

/** Hunts may name a day long after all logs. */
function timeOf(day: string): number {
  return Date.parse(`${day.replaceAll("/", "-")}T00:00:00Z`);
}

/** What a query may cost, said before it starts. */
export function costBefore({ days, places, folders }: AskedPartitions, bytesPerQuery: number): string {
  const asked = `${counted(days, "day")} of ${places}: ${counted(folders, "folder")}`;
  return `${asked}; at most ${money(scanCost(bytesPerQuery))}, for the ${gigabytes(bytesPerQuery)} at which Athena stops it`;
}
