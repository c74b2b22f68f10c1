import type { PalisadeConfig } from "../../config/config";
import type { RequestGroups } from "../../functions/src/preview/request-group";
import type { Terminal } from "../terminal";
import { visibleText } from "../visible-text";
import { callsSql, type Days } from "./groups-sql";
import { createCallReader, readGroups } from "./read-groups";
import { storedGroups } from "./stored-groups";

export interface LogSource {
  /** Files, folders and S3 prefixes; without any, what is in the cache already. */
  readonly logs: readonly string[];
  readonly cache: string;
  readonly buckets: ReadonlySet<string>;
}

export interface FoundGroups {
  readonly groups: RequestGroups;
  /** What was named and could not be read, a line each; then the groups are not whole. */
  readonly complaints: readonly string[];
}

/** The requests of recorded logs, by way of the cache, which is built where logs are named. */
export async function cachedGroups({ logs, cache, buckets }: LogSource): Promise<FoundGroups> {
  const { buildCache } = await import("../hunt/cache/build-cache");
  const built = logs.length === 0 ? undefined : await buildCache({ sources: logs, folder: cache });
  const folder = built?.folder ?? cache;
  const stored = await storedGroups(folder, buckets);
  const known = stored?.read();
  if (known) return known;
  const { openCache } = await import("../hunt/cache/open-cache");
  const open = await openCache(folder);
  try {
    const ask = async (sql: string) => (await open.query(sql)).rows;
    const found = { groups: await readGroups(ask, buckets), complaints: open.unreadable.map(complaintOf) };
    stored?.write(found);
    return found;
  } finally {
    await open.close();
  }
}

function complaintOf({ name, reason, count }: { name: string; reason: string; count: number }): string {
  const times = count === 1 ? "" : ` (${count} times)`;
  return `${visibleText(name)}: ${visibleText(reason)}${times}`;
}

/** The same from Athena, of CloudTrail only: one query, whose answer is the groups. */
export async function athenaGroups(
  config: PalisadeConfig,
  buckets: ReadonlySet<string>,
  days: Days,
  terminal: Terminal,
): Promise<FoundGroups> {
  const { huntWithAthena } = await import("../hunt/athena/hunt-with-athena");
  const { rows } = await huntWithAthena({ config, query: { sql: callsSql(buckets, days), parameters: [] }, terminal });
  const groups = rows.flatMap(createCallReader());
  const times = groups.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]);
  const span = times.length === 0 ? undefined : { from: least(times), until: most(times) };
  return { groups: { groups, span, otherBuckets: [] }, complaints: [] };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
