import type { PalisadeConfig } from "../../config/config";
import type { RequestGroups } from "../../functions/src/preview/request-group";
import { printLine, type Terminal } from "../terminal";
import { visibleText } from "../visible-text";
import { callsSql, type Days } from "./groups-sql";
import { createCallReader, readGroups } from "./read-groups";

export interface LogSource {
  /** Files, folders and S3 prefixes; without any, what is in the cache already. */
  readonly logs: readonly string[];
  readonly cache: string;
  readonly buckets: ReadonlySet<string>;
  readonly terminal: Terminal;
}

export interface FoundGroups {
  readonly groups: RequestGroups;
  /** Whether everything that was named could be read. */
  readonly isWhole: boolean;
}

/** The requests of recorded logs, by way of the cache, which is built where logs are named. */
export async function cachedGroups({ logs, cache, buckets, terminal }: LogSource): Promise<FoundGroups> {
  // The database takes longer to load than most commands to run.
  const { buildCache } = await import("../hunt/cache/build-cache");
  const { openCache } = await import("../hunt/cache/open-cache");
  const built = logs.length === 0 ? undefined : await buildCache({ sources: logs, folder: cache });
  const open = await openCache(built?.folder ?? cache);
  try {
    for (const { name, reason, count } of open.unreadable) {
      const times = count === 1 ? "" : ` (${count} times)`;
      printLine(terminal.stderr, `${visibleText(name)}: ${visibleText(reason)}${times}`);
    }
    const ask = async (sql: string) => (await open.query(sql)).rows;
    return { groups: await readGroups(ask, buckets), isWhole: open.unreadable.length === 0 };
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
  const { rows } = await huntWithAthena({ config, query: { sql: callsSql(buckets, days), parameters: [] }, terminal });
  const groups = rows.flatMap(createCallReader());
  const times = groups.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]);
  const span = times.length === 0 ? undefined : { from: least(times), until: most(times) };
  return { groups: { groups, span, otherBuckets: [] }, isWhole: true };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}
