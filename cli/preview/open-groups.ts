import type { PalisadeConfig } from "../../config/config";
import { type ConvertedLogs, findConverted, unreadableLines } from "../hunt/open-logs";
import { readableError } from "../hunt/readable-error";
import { interruption } from "../lib/interruption";
import type { Terminal } from "../lib/terminal";
import type { FoundGroups } from "./found-groups";
import { callsSql, type Days } from "./groups-sql";
import { createCallReader, readGroups } from "./read-groups";
import { originsOfGroups, readOrigins } from "./read-origins";
import { type StoredGroups, storedGroups } from "./stored-groups";

export interface LogSource {
  /** Files, folders and S3 prefixes; without any, what is in the cache already. */
  readonly logs: readonly string[];
  readonly cache: string;
  readonly buckets: ReadonlySet<string>;
  readonly terminal: Terminal;
}

/** The requests of recorded logs, by way of the cache, which is built where logs are named. */
export async function cachedGroups({ logs, cache, buckets, terminal }: LogSource): Promise<FoundGroups> {
  const interrupted = interruption();
  try {
    const { folder, missing } = await findConverted(logs, cache, terminal, interrupted.signal);
    const stored = await storedGroups(folder, buckets);
    const found = stored?.read() ?? (await askCache(folder, buckets, interrupted.signal, stored));
    return { ...found, complaints: withMissing(missing, found.complaints) };
  } catch (error) {
    throw readableError(error);
  } finally {
    interrupted.done();
  }
}

/** What is not there is no part of the cache; both lists end with the same sentence. */
function withMissing(missing: ConvertedLogs["missing"], complaints: readonly string[]): readonly string[] {
  const lines = unreadableLines({ unreadable: missing });
  return complaints.length === 0 ? lines : [...lines.slice(0, -1), ...complaints];
}

async function askCache(
  folder: string,
  buckets: ReadonlySet<string>,
  signal: AbortSignal,
  stored: StoredGroups | undefined,
): Promise<FoundGroups> {
  // The database takes longer to load than most commands to run.
  const { openCache } = await import("../lib/logs/cache/open-cache");
  const open = await openCache(folder);
  try {
    const ask = async (sql: string) => (await open.query(sql, [], { signal })).rows;
    const found = {
      groups: await readGroups(ask, buckets),
      origins: await readOrigins(ask, ["cloudtrail", "access_logs"]),
      complaints: unreadableLines(open),
    };
    stored?.write(found);
    return found;
  } finally {
    await open.close();
  }
}

/** The same from Athena, of CloudTrail only: one query, whose answer is the groups. */
export async function athenaGroups(
  config: PalisadeConfig,
  buckets: ReadonlySet<string>,
  days: Days,
  terminal: Terminal,
): Promise<FoundGroups> {
  const { huntWithAthena } = await import("../hunt/athena/hunt-with-athena");
  const { signal, done } = interruption();
  const query = { sql: callsSql(buckets, days), parameters: [] };
  const { rows } = await huntWithAthena({ config, query, terminal, signal }).finally(done);
  const groups = rows.flatMap(createCallReader());
  const times = groups.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]);
  const span = times.length === 0 ? undefined : { from: least(times), until: most(times) };
  return { groups: { groups, span }, origins: originsOfGroups(groups), complaints: [] };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
