import { visibleText } from "../lib/visible-text";
import type { Cell, HuntAnswer } from "./hunt-answer";

/** What a spreadsheet takes for a formula, wherever it stands in front; some read the wide forms as well. */
const FORMULA = /^[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/;

/**
 * An answer as CSV (RFC 4180). Texts that a spreadsheet would run get an apostrophe in front: keys and user agents are written by
 * the sender of a request. For a program the rest stays as it was logged; on a terminal nothing in it may act.
 */
export function answerCsv({ columns, rows }: HuntAnswer, isOnTerminal = false): string {
  const shown = (text: string) => quotedCell(safe(isOnTerminal ? visibleText(text, Number.POSITIVE_INFINITY) : text));
  const csvCell = (value: Cell) => {
    if (value === null) return "";
    return typeof value === "string" ? shown(value) : String(value);
  };
  return [columns.map(({ name }) => shown(name)), ...rows.map((row) => row.map(csvCell))]
    .map((cells) => `${cells.join(",")}\r\n`)
    .join("");
}

function safe(text: string): string {
  return FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
