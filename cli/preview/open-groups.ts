import type { Inventory } from "@palisade/engine/inventory/inventory";
import type { PalisadeConfig } from "../../config/config";
import { type ConvertedLogs, findConverted, unreadableLines } from "../hunt/open-logs";
import { readableError } from "../hunt/readable-error";
import { interruption } from "../lib/interruption";
import { cachedInventory } from "../lib/inventory/cached-inventory";
import type { OpenCache } from "../lib/logs/cache/open-cache";
import type { Terminal } from "../lib/terminal";
import type { FoundGroups } from "./found-groups";
import { callsSql, type Days } from "./groups-sql";
import { type AskRows, createCallReader, readGroups } from "./read-groups";
import { originsOfGroups, readOrigins } from "./read-origins";
import { type StoredGroups, storedGroups } from "./stored-groups";

export interface LogSource {
  /** Files, folders and S3 prefixes; without any, what is in the cache already. */
  readonly logs: readonly string[];
  readonly cache: string;
  readonly terminal: Terminal;
}

/** The cache of recorded logs, which is built where logs are named. */
export async function convertedLogs({ logs, cache, terminal }: LogSource): Promise<ConvertedLogs> {
  return interruptible((signal) => findConverted(logs, cache, terminal, signal));
}

/** What the logs in a cache say of their account. */
export async function inventoryOf({ folder }: ConvertedLogs): Promise<Inventory> {
  return interruptible((signal) => withCache(folder, signal, ({ ask }) => cachedInventory(ask)));
}

/** The requests to buckets in the logs of a cache. */
export async function cachedGroups(
  { folder, missing }: ConvertedLogs,
  buckets: ReadonlySet<string>,
): Promise<FoundGroups> {
  return interruptible(async (signal) => {
    const stored = await storedGroups(folder, buckets);
    const found = stored?.read() ?? (await askCache(folder, buckets, signal, stored));
    return { ...found, complaints: withMissing(missing, found.complaints) };
  });
}

async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, done } = interruption();
  try {
    return await work(signal);
  } catch (error) {
    throw readableError(error);
  } finally {
    done();
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
  const found = await withCache(folder, signal, async ({ ask, open }) => ({
    groups: await readGroups(ask, buckets),
    origins: await readOrigins(ask, ["cloudtrail", "access_logs"]),
    complaints: unreadableLines(open),
  }));
  stored?.write(found);
  return found;
}

async function withCache<T>(
  folder: string,
  signal: AbortSignal,
  work: (opened: { readonly ask: AskRows; readonly open: OpenCache }) => Promise<T>,
): Promise<T> {
  // The database takes longer to load than most commands to run.
  const { openCache } = await import("../lib/logs/cache/open-cache");
  const open = await openCache(folder);
  try {
    return await work({ ask: async (sql) => (await open.query(sql, [], { signal })).rows, open });
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
