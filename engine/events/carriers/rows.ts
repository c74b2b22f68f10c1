import { type Fields, isFields, textOf } from "../fields";
import { type Carrier, holds } from "./carrier";

/** Rows of a table as objects, by the columns' names. */
export function rowsOf(columns: readonly unknown[], rows: readonly unknown[]): readonly Fields[] {
  const names = columns.map((column) => (isFields(column) ? String(column["name"]) : String(column)));
  return rows.map((row) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [];
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  });
}

const RECORD = /"(?:eventName|detail-type|CloudTrailEvent)"\s*:/;

/** A row of any table with a record whole in a cell, as JSON's text. */
export const rowWithRecord: Carrier = (value) => {
  const cells = Object.values(value);
  if (cells.some((cell) => typeof cell === "object" && cell !== null)) return undefined;
  const records = cells.filter((cell) => textOf(cell)?.trimStart().startsWith("{") && RECORD.test(String(cell)));
  return records.length > 0 ? holds(...records) : undefined;
};
