import { proseWidth, type Screen, tableWidth } from "../terminal";
import { columnWidths } from "./column-widths";
import { displayWidth } from "./display-width";
import { type Paragraph, painted, textOf } from "./paragraph";
import { wrapText } from "./wrap-text";

export interface TableColumn {
  readonly head: string;
  /** Stands to the right and is never broken. */
  readonly isNumber?: boolean;
}

/** One paragraph below the other. Their texts come from `visibleText`. */
export type TableCell = Paragraph | readonly Paragraph[];

export interface TableStyle {
  /** Lines around the cells; otherwise two spaces between them and, without a terminal, one line a row, for programs that look for it. */
  readonly borders?: boolean;
}

/** What is around the columns of one line. */
interface Frame {
  readonly left: string;
  readonly between: string;
  readonly right: string;
}

const BORDERED: Frame = { left: "│ ", between: " │ ", right: " │" };
const BORDERLESS: Frame = { left: "", between: "  ", right: "" };

/** A table as lines that fit the screen, or a block of lines for each row where no table would. */
export function layoutTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  screen: Screen,
  { borders = true }: TableStyle = {},
): readonly string[] {
  const cells = rows.map((row) => columns.map((_, index) => paragraphsOf(row[index] ?? "")));
  const frame = borders ? BORDERED : BORDERLESS;
  const width = borders ? tableWidth(screen) : proseWidth(screen);
  const around = frame.left.length + frame.right.length + (columns.length - 1) * frame.between.length;
  const widths = columnWidths(
    columns.map(({ head, isNumber = false }, index) => ({ head, isNumber, natural: naturalWidth(head, cells, index) })),
    width - around,
  );
  if (widths === undefined) return blocks(columns, cells, width, screen);
  const head = columns.map((column) => [{ text: column.head, paint: screen.colors.bold }]);
  const laidOut = [head, ...cells].map((row) => row.map((cell, index) => cellLines(cell, widths[index] ?? 0)));
  const lines = laidOut.map((row) => rowLines(row, columns, widths, frame));
  return borders ? withBorders(lines, widths) : lines.flat().map((line) => line.trimEnd());
}

function paragraphsOf(cell: TableCell): readonly Paragraph[] {
  return typeof cell === "string" || "paint" in cell ? [cell] : cell;
}

function naturalWidth(head: string, cells: readonly (readonly (readonly Paragraph[])[])[], index: number): number {
  const widths = cells.flatMap((row) => (row[index] ?? []).map((paragraph) => displayWidth(textOf(paragraph))));
  return widths.reduce((most, each) => Math.max(most, each), displayWidth(head));
}

/** A line of a cell, as long as it looks. */
interface CellLine {
  readonly text: string;
  readonly width: number;
}

function cellLines(paragraphs: readonly Paragraph[], width: number): readonly CellLine[] {
  return paragraphs.flatMap((paragraph) =>
    wrapText(textOf(paragraph), width).map((text) => ({ text: painted(text, paragraph), width: displayWidth(text) })),
  );
}

function rowLines(
  row: readonly (readonly CellLine[])[],
  columns: readonly TableColumn[],
  widths: readonly number[],
  { left, between, right }: Frame,
): readonly string[] {
  const height = Math.max(...row.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const cells = row.map((lines, index) => {
      const { text, width } = lines[line] ?? { text: "", width: 0 };
      const space = " ".repeat(Math.max(0, (widths[index] ?? 0) - width));
      return columns[index]?.isNumber ? space + text : text + space;
    });
    return left + cells.join(between) + right;
  });
}

/** Rows of one line each need no line between them. */
function withBorders(rows: readonly (readonly string[])[], widths: readonly number[]): readonly string[] {
  const rule = (left: string, between: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(between) + right;
  const [head = [], ...body] = rows;
  const isCompact = body.every((lines) => lines.length === 1);
  const between = rule("├", "┼", "┤");
  return [
    rule("┌", "┬", "┐"),
    ...head,
    ...body.flatMap((lines, index) => [...(index === 0 || !isCompact ? [between] : []), ...lines]),
    rule("└", "┴", "┘"),
  ];
}

const NARROWEST_BLOCK = 16;

/** Each row as `name  value`, without what is empty; on the narrowest screens the value is below its name. */
function blocks(
  columns: readonly TableColumn[],
  cells: readonly (readonly (readonly Paragraph[])[])[],
  width: number,
  { colors }: Screen,
): readonly string[] {
  const longest = Math.max(...columns.map(({ head }) => displayWidth(head)));
  const isBeside = width - longest - 2 >= NARROWEST_BLOCK;
  return cells.flatMap((row, number) => [
    ...(number > 0 ? [""] : []),
    ...columns.flatMap(({ head }, index) => {
      const lines = cellLines(row[index] ?? [], isBeside ? width - longest - 2 : width - 2);
      if (lines.every(({ text }) => text === "")) return [];
      const name = wrapText(head, isBeside ? longest : width).map(colors.bold);
      if (!isBeside) return [...name, ...lines.map(({ text }) => `  ${text}`)];
      const space = " ".repeat(longest - displayWidth(head));
      return lines.map(({ text }, line) =>
        line === 0 ? `${name[0]}${space}  ${text}` : `${" ".repeat(longest + 2)}${text}`,
      );
    }),
  ]);
}
