import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { fieldsOf } from "../../functions/src/events/fields";
import { DUCKDB_MACROS } from "../../functions/src/hunts/dialect";
import { ACCESS_LOGS, CLOUDTRAIL, type ColumnType, type Field, type Table } from "../../functions/src/hunts/tables";

type Row = Readonly<Record<string, unknown>>;

/** A session with the tables that hunts ask, filled by hand: the cache has its own tests. */
export async function huntTables(rows: {
  readonly cloudtrail?: readonly Row[];
  readonly accessLogs?: readonly Row[];
}): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const macro of DUCKDB_MACROS) await connection.run(macro);
  await createTable(connection, CLOUDTRAIL, (rows.cloudtrail ?? []).map(cloudTrailRow));
  await createTable(connection, ACCESS_LOGS, rows.accessLogs ?? []);
  return connection;
}

async function createTable(connection: DuckDBConnection, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = [
    ...table.columns.map(({ name, type }) => [name, sqlType(type)] as const),
    ...table.partitions.map((name) => [name, "VARCHAR"] as const),
  ];
  await connection.run(`CREATE TABLE ${table.name} (${columns.map(([name, type]) => `"${name}" ${type}`).join(", ")})`);
  const folder = mkdtempSync(join(tmpdir(), "palisade-hunt-"));
  const file = join(folder, "rows.jsonl");
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const types = columns.map(([name, type]) => `"${name}": '${type}'`).join(", ");
  await connection.run(
    `INSERT INTO ${table.name} SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types}})`,
  );
  rmSync(folder, { recursive: true });
}

function sqlType(type: ColumnType): string {
  if (type === "bigint") return "BIGINT";
  if (typeof type === "string") return "VARCHAR";
  if ("list" in type) return `${structType(type.list)}[]`;
  return structType(type.struct);
}

function structType(fields: readonly Field[]): string {
  return `STRUCT(${fields.map(({ name, type }) => `"${name}" ${sqlType(type)}`).join(", ")})`;
}

/** A record as a row of the table, read by the table's own description. */
export function cloudTrailRow(record: Row): Row {
  const time = typeof record["eventTime"] === "string" ? record["eventTime"] : "";
  return {
    ...rowOf(CLOUDTRAIL.columns, record),
    account: record["recipientAccountId"],
    region: record["awsRegion"],
    day: time.slice(0, 10).replaceAll("-", "/"),
  };
}

function rowOf(fields: readonly Field[], record: Row): Row {
  return Object.fromEntries(fields.map(({ name, from, type }) => [name, cellOf(type, record[from])]));
}

function cellOf(type: ColumnType, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (type === "json") return JSON.stringify(value);
  if (typeof type === "object") {
    if ("struct" in type) return rowOf(type.struct, fieldsOf(value));
    return Array.isArray(value) ? value.map((one) => rowOf(type.list, fieldsOf(one))) : null;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
