import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { TABLES } from "@palisade/engine/hunts/sql/tables";
import type { Batch, CacheFolder } from "./cache-folder";
import type { TableName } from "./convert-batch";
import { type Database, quoted, quotedList } from "./duckdb";
import { COPY_KEY, copyKey, copyTo } from "./table-sql";

/** Rows that are looked at together: what each key needs is held in memory. */
const ROWS_PER_PASS = 2_000_000;

/** The Parquet files of a table. */
export function filesOf(table: TableName, batches: readonly Batch[], folder: CacheFolder): readonly string[] {
  return batches.flatMap(({ id, stored }) =>
    stored.filter((one) => one.table === table && one.rows > 0).map(({ file }) => join(folder.batch(id), file)),
  );
}

function rowsOf(table: TableName, batches: readonly Batch[]): number {
  return batches.flatMap(({ stored }) => stored).reduce((sum, one) => sum + (one.table === table ? one.rows : 0), 0);
}

/**
 * Finds the rows that are copies of another: CloudTrail delivers twice, and tells two accounts of one request. Which files and rows they
 * are is written to a file of their own, because the next batch may bring a better copy. Answers how many there are.
 */
export async function findCopies(
  { connection }: Database,
  batches: readonly Batch[],
  folder: CacheFolder,
): Promise<Readonly<Record<TableName, number>>> {
  await connection.run("CREATE OR REPLACE TABLE copies (tab VARCHAR, file VARCHAR, row BIGINT)");
  for (const table of TABLES) {
    const files = filesOf(table.name, batches, folder);
    if (files.length === 0) continue;
    const passes = Math.ceil(rowsOf(table.name, batches) / ROWS_PER_PASS);
    const { key, order } = copyKey(table);
    const read = `read_parquet(${quotedList(files)}, filename = true, file_row_number = true)`;
    for (let pass = 0; pass < passes; pass++) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE twice AS SELECT "${COPY_KEY}" FROM read_parquet(${quotedList(files)})
        WHERE "${COPY_KEY}" % ${passes} = ${pass} GROUP BY 1 HAVING count(*) > 1`);
      await connection.run(`INSERT INTO copies SELECT ${quoted(table.name)}, filename, file_row_number FROM (
          SELECT filename, file_row_number, row_number() OVER (PARTITION BY ${key} ORDER BY ${order}, filename, file_row_number) AS place
          FROM ${read} SEMI JOIN twice USING ("${COPY_KEY}"))
        WHERE place > 1`);
    }
  }
  const temporary = `${folder.copies}.${process.pid}`;
  try {
    await connection.run(copyTo("SELECT * FROM copies ORDER BY ALL", temporary));
    await rename(temporary, folder.copies);
  } finally {
    await rm(temporary, { force: true });
  }
  const reader = await connection.runAndReadAll("SELECT tab, count(*) FROM copies GROUP BY tab");
  const counted = new Map(reader.getRows().map(([table, count]) => [table, Number(count)]));
  return { cloudtrail: counted.get("cloudtrail") ?? 0, access_logs: counted.get("access_logs") ?? 0 };
}
