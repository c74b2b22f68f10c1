import type { Inventory } from "@palisade/engine/inventory/inventory";
import type { RequestGroups } from "@palisade/engine/preview/request-group";
import { findConverted, unreadableLines } from "../hunt/open-logs";
import { readableError } from "../hunt/readable-error";
import { interruption } from "../lib/interruption";
import { cachedInventory } from "../lib/inventory/cached-inventory";
import type { Terminal } from "../lib/terminal";
import { readGroups } from "../preview/read-groups";

export interface LogsRead {
  readonly inventory: Inventory;
  /** The requests to all buckets that the logs name. */
  readonly groups: RequestGroups;
  /** What could not be read, a line each; unless this is empty, the rest is not whole. */
  readonly complaints: readonly string[];
}

/** Converts logs to the cache, as preview and hunt do, and asks it for all that a first configuration needs. */
export async function readLogs(logs: readonly string[], cache: string, terminal: Terminal): Promise<LogsRead> {
  const { signal, done } = interruption();
  try {
    const { folder, missing } = await findConverted(logs, cache, terminal, signal);
    // The database takes longer to load than most commands to run.
    const { openCache } = await import("../lib/logs/cache/open-cache");
    const open = await openCache(folder);
    try {
      const ask = async (sql: string) => (await open.query(sql, [], { signal })).rows;
      const inventory = await cachedInventory(ask);
      const groups = await readGroups(ask, new Set(inventory.buckets.map(({ name }) => name)));
      return { inventory, groups, complaints: unreadableLines({ unreadable: [...missing, ...open.unreadable] }) };
    } finally {
      await open.close();
    }
  } catch (error) {
    throw readableError(error);
  } finally {
    done();
  }
}
