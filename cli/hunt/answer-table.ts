import { layoutTable } from "../lib/layout/layout-table";
import type { Screen } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import type { AnswerColumn, Cell, HuntAnswer } from "./hunt-answer";

/** Longer texts are cut: a policy in a cell would push everything else away. */
const LONGEST = 240;
/** No one reads further down, and laying out a table costs. */
const MOST_ROWS = 500;

/** An answer as a table. */
export function answerTable(answer: HuntAnswer, screen: Screen): readonly string[] {
  const { columns, rows } = withoutEmptyColumns(answer);
  if (rows.length === 0) return [];
  return layoutTable(
    columns.map(({ name, kind }) => ({ head: visibleText(name), isNumber: kind === "number" })),
    rows.slice(0, MOST_ROWS).map((row) => row.map((cell, index) => shown(cell, columns[index]))),
    screen,
  );
}

/** How many rows `answerTable` leaves out. */
export function leftOut({ rows }: HuntAnswer): number {
  return Math.max(0, rows.length - MOST_ROWS);
}

/** Columns that hold nothing would take the room of those that do. */
function withoutEmptyColumns({ columns, rows }: HuntAnswer): Pick<HuntAnswer, "columns" | "rows"> {
  const isFilled = columns.map((_, index) => rows.some((row) => row[index] !== null));
  return {
    columns: columns.filter((_, index) => isFilled[index]),
    rows: rows.map((row) => row.filter((_, index) => isFilled[index])),
  };
}

function shown(cell: Cell, column: AnswerColumn | undefined): string {
  if (cell === null) return "";
  if (typeof cell === "number" && column?.kind === "number")
    return cell.toLocaleString("en-US", { maximumFractionDigits: 3 });
  const text = visibleText(String(cell), LONGEST);
  return TIME.test(text) ? text.replace("T", " ") : text;
}

/** Where a time may be broken, it has a space. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
