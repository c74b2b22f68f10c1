import { type DuckDBConnection, DuckDBListType, DuckDBStructType, type DuckDBType } from "@duckdb/node-api";
import { ACCESS_LOGS, CLOUDTRAIL, type Field, type Table } from "@palisade/engine/hunts/sql/tables";
import { quoted } from "./duckdb";
import { EVENTS_ONLY, name, storedType, withAccessKey, withRecordKey } from "./table-sql";

/** A Parquet file's rows as those of a table. */
export interface ParquetSource {
  readonly table: Table["name"];
  /** How many rows the file has; those that are no events are left out. */
  readonly rows: number;
  readonly select: string;
}

/** Without these columns a file is no such log. */
const TELLING: Readonly<Record<Table["name"], readonly string[]>> = {
  cloudtrail: ["eventtime", "eventsource", "eventname"],
  access_logs: ["requestdatetime", "operation", "bucket_name"],
};

/**
 * Reads a Parquet file that someone else wrote, such as Athena or a tool that converts trails: columns and fields are found by their
 * names whatever the case, and are structures or JSON as text. Undefined when the columns are not those of a log.
 */
export async function parquetSource(file: string, connection: DuckDBConnection): Promise<ParquetSource | undefined> {
  const from = `read_parquet(${quoted(file)})`;
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
  const reader = await connection.runAndReadAll(`SELECT * FROM ${from} LIMIT 0`);
  const given = entriesOf(reader.columnNames(), reader.columnTypes());
  const table = [CLOUDTRAIL, ACCESS_LOGS].find(({ name: one }) => TELLING[one].every((column) => given.has(column)));
  if (!table) return undefined;
  const columns = table.columns.map((column) => {
    const found = given.get(column.name);
    const value = found ? columnValue(column, name(found.name), found.type) : "NULL";
    return `${value}::${storedType(column.type)} AS ${name(column.name)}`;
  });
  const rows = `SELECT ${columns.join(", ")} FROM ${from}`;
  return {
    table: table.name,
    rows: Number(counted.getRows()[0]?.[0] ?? 0),
    select: table === CLOUDTRAIL ? withRecordKey(`SELECT * FROM (${rows}) WHERE ${EVENTS_ONLY}`) : withAccessKey(rows),
  };
}

interface Entry {
  readonly name: string;
  readonly type: DuckDBType;
}

function entriesOf(names: readonly string[], types: readonly DuckDBType[]): ReadonlyMap<string, Entry> {
  return new Map(names.map((one, index) => [one.toLowerCase(), { name: one, type: types[index] as DuckDBType }]));
}

const isText = (type: DuckDBType) => /^(?:VARCHAR|JSON)$/.test(String(type));

const jsonOf = (sql: string, type: DuckDBType) => (isText(type) ? sql : `to_json(${sql})`);

function columnValue(field: Field, sql: string, type: DuckDBType): string {
  const { type: wanted } = field;
  if (wanted === "bigint") return `TRY_CAST(${sql} AS BIGINT)`;
  if (wanted === "json") return `nullif(${jsonOf(sql, type)}::VARCHAR, 'null')`;
  if (wanted === "text") return textOf(field, sql, type);
  if ("list" in wanted) {
    return type instanceof DuckDBListType
      ? `list_transform(${sql}, lambda one: ${structOf(wanted.list, "one", type.valueType)})`
      : `from_json(TRY_CAST(${jsonOf(sql, type)} AS JSON), ${quoted(JSON.stringify([shapeOf(wanted.list)]))})`;
  }
  return structOf(wanted.struct, sql, type);
}

/** Times are text here, as CloudTrail and S3 write them. */
function textOf({ name: column }: Field, sql: string, type: DuckDBType): string {
  if (column === "eventtime") {
    const time = `strftime(timezone('UTC', TRY_CAST(${sql} AS TIMESTAMPTZ)), '%Y-%m-%dT%H:%M:%SZ')`;
    return isText(type) ? `CASE WHEN regexp_full_match(${sql}, '[0-9T:-]{19}Z') THEN ${sql} ELSE ${time} END` : time;
  }
  if (column === "requestdatetime" && !isText(type)) {
    return `strftime(timezone('UTC', TRY_CAST(${sql} AS TIMESTAMPTZ)), '%d/%b/%Y:%H:%M:%S +0000')`;
  }
  return `${sql}::VARCHAR`;
}

function structOf(fields: readonly Field[], sql: string, type: DuckDBType): string {
  const given = type instanceof DuckDBStructType ? entriesOf(type.entryNames, type.entryTypes) : undefined;
  const parts = fields.map((field) => {
    const found = given?.get(field.name);
    const value = found ? columnValue(field, `${sql}.${name(found.name)}`, found.type) : undefined;
    return `${name(field.name)} := ${value ?? (given ? "NULL" : jsonField(field, jsonOf(sql, type)))}`;
  });
  return `CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${parts.join(", ")}) END`;
}

/** A field of JSON, by the record's own name or that of SQL. */
function jsonField(field: Field, json: string): string {
  const inside = (key: string) => `json_extract(TRY_CAST(${json} AS JSON), ${quoted(`$."${key}"`)})`;
  const value =
    field.from === field.name ? inside(field.name) : `coalesce(${inside(field.from)}, ${inside(field.name)})`;
  const { type } = field;
  if (type === "text" || type === "bigint") return `json_extract_string(${value}, '$')`;
  if (type === "json") return `nullif(${value}::VARCHAR, 'null')`;
  if ("struct" in type)
    return `struct_pack(${type.struct.map((one) => `${name(one.name)} := ${jsonField(one, value)}`).join(", ")})`;
  return "NULL";
}

function shapeOf(fields: readonly Field[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ from }) => [from, "VARCHAR"]));
}
