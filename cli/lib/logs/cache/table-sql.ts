import { ACCESS_LOGS, CLOUDTRAIL, type ColumnType, type Field, type Table } from "@palisade/engine/hunts/sql/tables";
import { quoted } from "./duckdb";

/** Marks copies of one event; no hunt sees it. */
export const COPY_KEY = "_copy_key";

/** A name as SQL writes it. */
export function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** How a column is stored, with the names of SQL or those of the record. */
export function storedType(type: ColumnType, key: "name" | "from" = "name"): string {
  if (type === "text" || type === "json") return "VARCHAR";
  if (type === "bigint") return "BIGINT";
  if ("list" in type) return `${structOf(type.list, key)}[]`;
  return structOf(type.struct, key);
}

function structOf(fields: readonly Field[], key: "name" | "from"): string {
  return `STRUCT(${fields.map((field) => `${name(field[key])} ${readType(field.type, key)}`).join(", ")})`;
}

/** As DuckDB should read it: JSON where any value may stand, so that a text keeps its quotes. */
function readType(type: ColumnType, key: "name" | "from"): string {
  return type === "json" && key === "from" ? "JSON" : storedType(type, key);
}

function recordColumns(): string {
  const columns = CLOUDTRAIL.columns.map(({ from, type }) => `${name(from)}: ${quoted(readType(type, "from"))}`);
  return `{${columns.join(", ")}}`;
}

const EVENT_ID = "coalesce(nullif(sharedeventid, ''), nullif(eventid, ''))";

/** The first copy that a person would choose comes first: the caller's own account sees the ARN, the bucket's account may not. */
const KEYS = {
  cloudtrail: {
    key: `coalesce(${EVENT_ID}, concat_ws(chr(1), eventtime, eventsource, eventname, requestid, awsregion,
      recipientaccountid, sourceipaddress, useragent, errorcode, useridentity.arn, useridentity.principalid, useridentity.accountid,
      json_extract_string(requestparameters, '$.bucketName'), json_extract_string(requestparameters, '$.key')))`,
    order: "(useridentity.arn IS NULL), eventid",
  },
  // As the detector knows them: one request may leave several lines, a batch delete one for each object.
  access_logs: {
    key: `concat_ws(chr(1), bucket_name, coalesce(requestid, concat_ws(chr(2), requestdatetime, remoteip, requester, key, versionid)), operation,
      CASE WHEN operation LIKE 'BATCH.%' THEN concat_ws(chr(2), key, versionid) END)`,
    order: "requestdatetime",
  },
} as const;

/** What makes two rows copies of one event, and which of them comes first. */
export function copyKey(table: Table): { readonly key: string; readonly order: string } {
  return KEYS[table.name];
}

/** What the cache holds of a table, columns that hunts see first. */
export function allColumns(table: Table): readonly string[] {
  return [...table.columns.map((column) => column.name), ...table.partitions];
}

const PARTITIONS: Readonly<Record<string, string>> = {
  account: "recipientaccountid",
  region: "awsregion",
  day: "replace(left(eventtime, 10), '-', '/')",
};

function withKey(key: string, from: string): string {
  return `SELECT *, hash(${key}) AS ${name(COPY_KEY)} FROM (${from})`;
}

function withPartitions(from: string): string {
  const partitions = CLOUDTRAIL.partitions.map((column) => `${PARTITIONS[column]} AS ${name(column)}`);
  return `SELECT *, ${partitions.join(", ")} FROM (${from})`;
}

/** Rows of a table that someone else wrote. */
export function withRecordKey(from: string): string {
  return withKey(copyKey(CLOUDTRAIL).key, withPartitions(from));
}

export function withAccessKey(from: string): string {
  const day = "strftime(timezone('UTC', try_strptime(requestdatetime, '%d/%b/%Y:%H:%M:%S %z')), '%Y/%m/%d')";
  return withKey(
    copyKey(ACCESS_LOGS).key,
    `SELECT * FROM (SELECT *, ${day} AS day FROM (${from})) WHERE day IS NOT NULL`,
  );
}

/** What is a call, and not a summary of calls. */
export const EVENTS_ONLY = `eventname <> '' AND eventsource <> '' AND TRY_CAST(eventtime AS TIMESTAMP) IS NOT NULL
  AND coalesce(eventtype, '') NOT IN ('AwsAggregatedEvent', 'AwsCloudTrailInsight')
  AND coalesce(eventcategory, '') NOT IN ('Aggregated', 'Insight')`;

/** Records that the detector reads without a doubt. What is left out here is looked at one by one, with its own parser. */
const SURE = `${EVENT_ID} IS NOT NULL AND useridentity IS NOT NULL AND length(eventtime) = 20 AND right(eventtime, 1) = 'Z' AND ${EVENTS_ONLY}`;

/** Lines of JSON, one record each. */
export function selectRecords(file: string, longest: number, isChecked: boolean): string {
  const columns = CLOUDTRAIL.columns.map(
    ({ name: column, from, type }) => `${name(from)}::${storedType(type)} AS ${name(column)}`,
  );
  const records = `SELECT ${columns.join(", ")} FROM read_json(${quoted(file)}, format = 'newline_delimited', compression = 'uncompressed',
    records = true, ignore_errors = true, maximum_object_size = ${longest}, columns = ${recordColumns()})`;
  // What has an id needs no other key, and working that out for every row takes time even where no one looks at it.
  return isChecked
    ? withRecordKey(records)
    : withKey(EVENT_ID, withPartitions(`SELECT * FROM (${records}) WHERE ${SURE}`));
}

/** The table's columns in order, as `accessLogRow` writes them. */
export function selectLines(file: string, longest: number): string {
  const columns = [
    ...ACCESS_LOGS.columns,
    ...ACCESS_LOGS.partitions.map((column) => ({ name: column, type: "text" as const })),
  ];
  const types = columns.map((column) => `${quoted(column.name)}: ${quoted(storedType(column.type))}`);
  return withKey(
    copyKey(ACCESS_LOGS).key,
    `SELECT * FROM read_csv(${quoted(file)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
      allow_quoted_nulls = false, new_line = '\\n', compression = 'uncompressed', max_line_size = ${longest}, columns = {${types.join(", ")}})`,
  );
}

/** A table without rows, for when no file has any. */
export function emptyTable(table: Table): string {
  const columns = [
    ...table.columns.map((column) => `NULL::${storedType(column.type)} AS ${name(column.name)}`),
    ...table.partitions.map((column) => `NULL::VARCHAR AS ${name(column)}`),
  ];
  return `SELECT ${columns.join(", ")} WHERE false`;
}

/** Small row groups: a thread holds one in memory while it writes. */
const ROW_GROUP = 4_096;

export function copyTo(select: string, file: string): string {
  return `COPY (${select}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${ROW_GROUP})`;
}
