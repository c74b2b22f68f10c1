import { rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DuckDBValue } from "@duckdb/node-api";
import { DUCKDB_MACROS } from "@palisade/engine/hunts/sql/dialect";
import { TABLES } from "@palisade/engine/hunts/sql/tables";
import { interruptible } from "../../../hunt/interruptible";
import { type Answer, checkReads, type QueryOptions, queryError, runQuery } from "../../../hunt/locked-session";
import { limited } from "../../../hunt/query-limits";
import { cannotWrite } from "../../write-problem";
import { behindLinks } from "../../write-whole";
import type { Batch, CacheFolder, Manifest } from "./cache-folder";
import { type CacheState, cacheState } from "./cache-state";
import { completeCache } from "./complete-cache";
import { filesOf } from "./copies";
import { type Database, openDatabase, quoted, quotedList } from "./duckdb";
import { allColumns, emptyTable } from "./table-sql";

export interface OpenCache extends CacheState {
  /** Answers one statement that reads; everything else is a QueryError. */
  readonly query: (sql: string, parameters?: readonly DuckDBValue[], options?: QueryOptions) => Promise<Answer>;
  /** Writes a query's answer to a Parquet file. */
  readonly writeParquet: (
    file: string,
    sql: string,
    parameters?: readonly DuckDBValue[],
    options?: Pick<QueryOptions, "seconds" | "signal">,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

const MEMORY = "300MB";
/** An endless query must not fill the disk. */
const MOST_SPILLED = "10GB";

/**
 * Opens what `buildCache` built last under a folder, or one cache by its own folder, as the views `cloudtrail` and `access_logs`. The
 * session reads these and nothing else: no other file, no network, no setting, no statement that changes anything.
 *
 * Throws a UsageError where there is no complete cache of this version.
 */
export async function openCache(path: string): Promise<OpenCache> {
  const { folder, manifest, batches } = await completeCache(resolve(path));
  const database = await openSession(folder, manifest, batches);
  const spill = spillFolder(folder);
  return {
    ...cacheState(manifest, batches),
    query: (sql, parameters, options) => runQuery(database.connection, sql, parameters, options),
    writeParquet: async (file, sql, parameters, options) => {
      const part = resolve(`${file}.${process.pid}.part`);
      const writing = await openSession(folder, manifest, batches, part);
      try {
        await writeAnswer(writing, part, sql, parameters, options);
        await rename(part, behindLinks(file));
      } catch (error) {
        throw (error as Error).message.includes(part) ? cannotWrite("--output", file, error) : error;
      } finally {
        writing.close();
        await rm(part, { force: true });
      }
    },
    close: async () => {
      database.close();
      await rm(spill, { recursive: true, force: true });
    },
  };
}

const spillFolder = (folder: CacheFolder) => join(folder.path, `spill-${process.pid}`);

async function openSession(
  folder: CacheFolder,
  { copies }: Manifest,
  batches: readonly Batch[],
  writable?: string,
): Promise<Database> {
  const database = await openDatabase(MEMORY, {
    temp_directory: spillFolder(folder),
    max_temp_directory_size: MOST_SPILLED,
  });
  const { connection } = database;
  const allowed = [...TABLES.flatMap(({ name }) => filesOf(name, batches, folder)), folder.copies];
  try {
    for (const table of TABLES) {
      const files = filesOf(table.name, batches, folder);
      await connection.run(`CREATE VIEW ${table.name} AS ${viewOf(table, files, copies[table.name], folder)}`);
    }
    for (const macro of DUCKDB_MACROS) await connection.run(macro);
    await connection.run(`SET allowed_paths = ${quotedList(writable ? [...allowed, writable] : allowed)}`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function viewOf(table: (typeof TABLES)[number], files: readonly string[], copies: number, folder: CacheFolder): string {
  if (files.length === 0) return emptyTable(table);
  const columns = allColumns(table)
    .map((column) => `"${column}"`)
    .join(", ");
  if (copies === 0) return `SELECT ${columns} FROM read_parquet(${quotedList(files)})`;
  return `SELECT ${columns} FROM read_parquet(${quotedList(files)}, filename = true, file_row_number = true) AS rows
    ANTI JOIN (SELECT file, row FROM read_parquet(${quoted(folder.copies)}) WHERE tab = ${quoted(table.name)}) AS copies
    ON rows.filename = copies.file AND rows.file_row_number = copies.row`;
}

async function writeAnswer(
  { connection }: Database,
  file: string,
  sql: string,
  parameters: readonly DuckDBValue[] = [],
  { seconds, signal }: Pick<QueryOptions, "seconds" | "signal"> = {},
): Promise<void> {
  const query = sql.trim().replace(/;+$/, "");
  const limits = limited(seconds, signal);
  try {
    await interruptible(connection, limits.signal, async () => {
      await checkReads(connection, query);
      await connection.run(
        `COPY (${query}\n) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
        [...parameters],
      );
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw queryError(error);
  } finally {
    limits.done();
  }
}
