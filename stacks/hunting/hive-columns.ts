import type { ColumnType, Field, Table } from "@palisade/engine/hunts/sql/tables";
import type { HiveTable } from "./hive-table";

/** The columns of a table in Hive's types. */
export function hiveColumns({ columns }: Table): HiveTable["columns"] {
  return columns.map(({ name, type }) => ({ name, type: hiveType(type) }));
}

function hiveType(type: ColumnType, isInside = false): string {
  if (type === "text") return "string";
  if (type === "bigint") return type;
  // CloudTrail's input format makes text of whole columns only; what is deeper is still a map when the serde meets it.
  if (type === "json") return isInside ? "map<string,string>" : "string";
  return "struct" in type ? structType(type.struct) : `array<${structType(type.list)}>`;
}

function structType(fields: readonly Field[]): string {
  return `struct<${fields.map(({ name, type }) => `${name}:${hiveType(type, true)}`).join(",")}>`;
}
