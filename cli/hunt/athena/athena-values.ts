import type { ColumnInfo, Datum, Row } from "@aws-sdk/client-athena";

/** A value of an answer, as DuckDB's answers have it: whole numbers that a number cannot hold are `bigint`. */
export type AthenaValue = string | number | bigint | boolean | null;

/** `text`, `number`, `boolean`: what a column's values are, null apart. */
export interface AthenaColumn {
  readonly name: string;
  /** Athena's own name of the type. */
  readonly type: string;
}

const WHOLE = new Set(["tinyint", "smallint", "integer", "int", "bigint"]);
const BROKEN = new Set(["double", "float", "real"]);

export function columnsOf(info: readonly ColumnInfo[]): readonly AthenaColumn[] {
  return info.map(({ Name = "", Label = Name, Type = "varchar" }) => ({ name: Label, type: Type }));
}

/** One row; what Athena leaves out is null, and every type that is no number or flag is the text that Athena writes. */
export function rowOf({ Data = [] }: Row, columns: readonly AthenaColumn[]): readonly AthenaValue[] {
  return columns.map(({ type }, index) => cellOf(Data[index], type));
}

function cellOf(datum: Datum | undefined, type: string): AthenaValue {
  const text = datum?.VarCharValue;
  if (text === undefined) return null;
  if (WHOLE.has(type)) return wholeNumber(text);
  if (BROKEN.has(type)) return Number(text);
  // A decimal without a fraction is how Trino adds whole numbers up.
  if (type === "decimal" && /^-?\d+$/.test(text)) return wholeNumber(text);
  if (type === "boolean") return text === "true";
  return text;
}

function wholeNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Athena's answer to a SELECT begins with the columns' names as if they were a row. */
export function isHeader({ Data = [] }: Row, columns: readonly AthenaColumn[]): boolean {
  return Data.length === columns.length && columns.every(({ name }, index) => Data[index]?.VarCharValue === name);
}
