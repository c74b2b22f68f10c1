import { availableParallelism } from "node:os";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export interface Database {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

/** More threads hold more in memory than they save time. */
export const THREADS = Math.min(availableParallelism(), 4);

/**
 * An empty DuckDB in memory that never downloads anything. Loaded here and nowhere else: the library takes longer to load than most
 * commands take to run.
 */
export async function openDatabase(memory: string, settings: Readonly<Record<string, string>> = {}): Promise<Database> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance: DuckDBInstance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    memory_limit: memory,
    threads: String(THREADS),
    preserve_insertion_order: "false",
    ...settings,
  });
  const connection = await instance.connect();
  // A time without a zone is UTC, as everywhere in AWS, and never the laptop's own.
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  return {
    instance,
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Texts as a list in SQL. */
export function quotedList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}
