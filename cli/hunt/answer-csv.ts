import type { Cell, HuntAnswer } from "./hunt-answer";

/** What a spreadsheet takes for a formula, wherever it stands in front. */
const FORMULA = /^[=+\-@\t\r\n|%]/;

/**
 * An answer as CSV (RFC 4180). Texts that a spreadsheet would run get an apostrophe in front: keys and user agents are written by
 * whoever sends a request.
 */
export function answerCsv({ columns, rows }: HuntAnswer): string {
  const head = columns.map(({ name }) => quotedCell(safe(name)));
  return [head, ...rows.map((row) => row.map(csvCell))].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function csvCell(value: Cell): string {
  if (value === null) return "";
  return typeof value === "string" ? quotedCell(safe(value)) : String(value);
}

function safe(text: string): string {
  return FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
