import Table from "cli-table3";
import type { createColors } from "picocolors";
import { wrapText } from "../replay/wrap-text";
import { visibleText } from "../visible-text";
import type { AnswerColumn, Cell, HuntAnswer } from "./hunt-answer";

type Colors = ReturnType<typeof createColors>;

/** Longer texts are cut: a policy in a cell would push everything else away. */
const LONGEST = 240;
const MOST_LINES = 4;
/** Times and addresses are this long and stay whole, unless the table would be too wide. */
const WHOLE = 20;
/** A day, and below it the time; an IPv4 address stays whole. */
const NARROW = 11;
const ADDRESS = 15;
const NARROWEST = 8;
/** A cell's spaces on both sides and the border. */
const AROUND = 3;
/** Nobody reads further down, and laying out a table costs. */
const MOST_ROWS = 500;

/** An answer as a table that fits the width, or below it a block for each row where no table would. */
export function answerTable(answer: HuntAnswer, width: number, colors: Colors): readonly string[] {
  return shownTable(withoutEmptyColumns(answer), width, colors);
}

/** Columns that hold nothing would take the room of those that do. */
function withoutEmptyColumns({ columns, rows, isCut }: HuntAnswer): HuntAnswer {
  const isFilled = columns.map((_, index) => rows.some((row) => row[index] !== null));
  return {
    columns: columns.filter((_, index) => isFilled[index]),
    rows: rows.map((row) => row.filter((_, index) => isFilled[index])),
    isCut,
  };
}

function shownTable(answer: HuntAnswer, width: number, colors: Colors): readonly string[] {
  const { columns } = answer;
  const rows = answer.rows.slice(0, MOST_ROWS).map((row) => row.map((cell, index) => shown(cell, columns[index])));
  if (rows.length === 0) return [];
  const widths = fitting(
    columns.map(({ name }, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0))),
    columns,
    width - 1,
  );
  return widths === undefined ? blocks(columns, rows, colors) : [tableOf(columns, rows, widths, colors)];
}

/** How many rows `answerTable` leaves out. */
export function leftOut({ rows }: HuntAnswer): number {
  return Math.max(0, rows.length - MOST_ROWS);
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

/** Takes from the widest column of text until all fit, from short ones only where it must; undefined where they never do. */
function fitting(
  natural: readonly number[],
  columns: readonly AnswerColumn[],
  width: number,
): readonly number[] | undefined {
  const narrowedTo = (shortest: number) => {
    const floors = natural.map((each, index) =>
      columns[index]?.kind === "number" || (each <= ADDRESS && shortest > NARROWEST)
        ? each
        : Math.min(each, Math.max(shortest, columns[index]?.name.length ?? 0)),
    );
    return narrowed(natural, floors, width);
  };
  return narrowedTo(WHOLE) ?? narrowedTo(NARROW) ?? narrowedTo(NARROWEST);
}

function narrowed(natural: readonly number[], floors: readonly number[], width: number): readonly number[] | undefined {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each + AROUND, 0) - width;
  while (excess > 0) {
    const spare = widths.map((each, index) => (each > (floors[index] ?? 0) ? each : 0));
    const most = Math.max(...spare);
    if (most === 0) return undefined;
    const widest = spare.indexOf(most);
    widths[widest] = most - 1;
    excess--;
  }
  return widths;
}

function tableOf(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  colors: Colors,
): string {
  const table = new Table({
    head: columns.map(({ name }) => visibleText(name)),
    colWidths: widths.map((each) => each + 2),
    colAligns: columns.map(({ kind }) => (kind === "number" ? "right" : "left")),
    style: {
      head: [],
      border: [],
      compact: rows.every((row) => row.every((cell, index) => cell.length <= (widths[index] ?? 0))),
    },
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const row of rows) table.push(row.map((cell, index) => wrapped(cell, widths[index] ?? NARROWEST)));
  return withBoldHead(table.toString(), colors);
}

/** The table would break a coloured name in the middle of its colour. */
function withBoldHead(table: string, colors: Colors): string {
  const [border = "", head = "", ...rest] = table.split("\n");
  const bold = head.split("│").map((cell) => (cell.trim() === "" ? cell : colors.bold(cell)));
  return [border, bold.join("│"), ...rest].join("\n");
}

function wrapped(cell: string, width: number): string {
  const lines = wrapText(cell, width);
  const [last = ""] = lines.slice(MOST_LINES - 1);
  return lines.length <= MOST_LINES
    ? lines.join("\n")
    : [...lines.slice(0, MOST_LINES - 1), `${last.slice(0, width - 1)}…`].join("\n");
}

function blocks(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly string[])[],
  colors: Colors,
): readonly string[] {
  const longest = Math.max(...columns.map(({ name }) => name.length));
  return rows.flatMap((row, number) => [
    ...(number > 0 ? [""] : []),
    ...columns.flatMap(({ name }, index) =>
      row[index] === "" || row[index] === undefined ? [] : [`${colors.bold(name.padEnd(longest))}  ${row[index]}`],
    ),
  ]);
}
