import type { Match } from "@palisade/engine/detections/engine/match";
import type { Inventory } from "@palisade/engine/inventory/inventory";
import type { RequestGroups } from "@palisade/engine/preview/request-group";
import type { DetectorSettings } from "@palisade/engine/settings";
import { findConverted, unreadableLines } from "../hunt/open-logs";
import { readableError } from "../hunt/readable-error";
import { interruption } from "../lib/interruption";
import { cachedInventory } from "../lib/inventory/cached-inventory";
import type { Terminal } from "../lib/terminal";
import { type AskRows, readGroups } from "../preview/read-groups";
import { alarmingMatches } from "./alarming-matches";

export interface LogsRead {
  /** As they were named. */
  readonly paths: readonly string[];
  readonly inventory: Inventory;
  /** The requests to all buckets that the logs name. */
  readonly groups: RequestGroups;
  /** What could not be read, a line each; unless this is empty, the rest is not whole. */
  readonly complaints: readonly string[];
  /** What alarms in them; undefined where that cannot be looked for. */
  readonly alarming: (settings: DetectorSettings) => Promise<readonly Match[] | undefined>;
}

/** Converts logs to the cache, as preview and hunt do, and asks it for all that a first configuration needs. */
export async function readLogs(paths: readonly string[], cache: string, terminal: Terminal): Promise<LogsRead> {
  const { signal, done } = interruption();
  try {
    const { folder, missing } = await findConverted(paths, cache, terminal, signal);
    // The database takes longer to load than most commands to run.
    const { openCache } = await import("../lib/logs/cache/open-cache");
    const open = await openCache(folder);
    try {
      const ask = async (sql: string) => (await open.query(sql, [], { signal })).rows;
      const inventory = await cachedInventory(ask);
      return {
        paths,
        inventory,
        groups: await groupsIn(inventory, ask),
        complaints: unreadableLines({ unreadable: [...missing, ...open.unreadable] }),
        alarming: (settings) => alarmingMatches(paths, settings, terminal),
      };
    } finally {
      await open.close();
    }
  } catch (error) {
    throw readableError(error);
  } finally {
    done();
  }
}

/** SQL knows no empty list. */
async function groupsIn({ buckets }: Inventory, ask: AskRows): Promise<RequestGroups> {
  if (buckets.length === 0) return { groups: [], span: undefined };
  return readGroups(ask, new Set(buckets.map(({ name }) => name)));
}
