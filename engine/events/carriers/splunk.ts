import { type Fields, isFields } from "../fields";
import { type Carrier, contentOf, doesNotHold, holds } from "./carrier";
import { rowsOf } from "./rows";

const NO_RAW = "a result of Splunk without _raw, fix: end the search with | fields _raw";

/** Events and results of Splunk, in every form that it exports as JSON. */
export const splunk: Carrier = (value) => {
  const raw = contentOf(value["_raw"]);
  if (raw !== undefined) return holds(raw);
  const { result, results, fields, rows, columns } = value;
  if (isFields(result) && isExport(value)) return hasRaw(result) ? holds(result) : doesNotHold(NO_RAW);
  if (Array.isArray(results) && results.length > 0 && results.every(isFields)) {
    return results.every(hasRaw) ? holds(...results) : isExport(value) ? doesNotHold(NO_RAW) : undefined;
  }
  if (Array.isArray(fields) && Array.isArray(rows)) return table(rowsOf(fields, rows));
  if (Array.isArray(fields) && Array.isArray(columns)) return table(rowsOf(fields, transposed(columns)));
  return collected(value);
};

/** What the HTTP event collector takes: the event, and what is said of it. */
function collected(value: Fields) {
  const isCollected = ["sourcetype", "host", "source", "index"].some((key) => typeof value[key] === "string");
  const event = contentOf(value["event"]);
  return isCollected && event !== undefined ? holds(event) : undefined;
}

function isExport(value: Fields): boolean {
  return value["preview"] !== undefined || value["offset"] !== undefined || value["lastrow"] !== undefined;
}

function hasRaw(row: Fields): boolean {
  return contentOf(row["_raw"]) !== undefined;
}

function table(rows: readonly Fields[]) {
  return rows.every(hasRaw) ? holds(...rows) : doesNotHold(NO_RAW);
}

function transposed(columns: readonly unknown[]): readonly unknown[] {
  const lists = columns.map((column): readonly unknown[] => (Array.isArray(column) ? column : []));
  return Array.from({ length: lists[0]?.length ?? 0 }, (_, row) => lists.map((list) => list[row]));
}
