import fc from "fast-check";
import { createColors } from "picocolors";
import { emulatedScreen } from "../../../testing/fixtures/emulated-screen-fixture";
import { NO_SCREEN } from "../terminal";
import { visibleText } from "../visible-text";
import { displayWidth } from "./display-width";
import { layoutTable, type TableCell } from "./layout-table";

const colors = createColors(true);
const on = (columns: number) => ({ colors, columns });
const red = (text: string) => ({ text, paint: (line: string) => colors.bold(colors.red(line)) });

const COLUMNS = [
  { head: "Severity" },
  { head: "Who, from where" },
  { head: "Object" },
  { head: "Times", isNumber: true },
];
const ROWS: readonly (readonly TableCell[])[] = [
  [
    red("critical"),
    ["arn:aws:sts::111122223333:assumed-role/backup/i-0abc1234567890def", "203.0.113.9"],
    "reports/2026/03/overview.csv",
    "1,204",
  ],
  [
    red("informational and more than that"),
    "2001:db8:1111:2222:3333:4444:5555:6666",
    "報告書/二〇二六年三月/売上高.csv",
    "7",
  ],
  ["low", "एक उपयोगकर्ता", "photos/🏖🏖🏖🏖🏖🏖🏖🏖🏖🏖/cafe\u0301/e\u0301\u0302te\u0301.jpg", "12"],
  ["low", "", "x".repeat(150), "1"],
];

const lettersOf = (text: string) => text.replace(/[\s│┌┐└┘├┤┬┴┼─]/g, "");

/** The texts of a column, line by line, put together again. */
function columnText(lines: readonly string[], column: number): string {
  return lettersOf(lines.map((line) => line.split("│")[column + 1] ?? "").join(""));
}

describe.each([60, 80, 120])("on a coloured terminal of %i columns", (columns) => {
  it("shows whole rows with their borders one below the other, and all of their text", async () => {
    const screen = await emulatedScreen(layoutTable(COLUMNS, ROWS, on(columns)).join("\n"), columns);
    expect(screen.broken).toEqual([]);
    const borders = screen.columnsOf("│").filter((at) => at.length > 0);
    expect(new Set(borders.map(String)).size).toBe(1);
    expect(borders[0]).toHaveLength(COLUMNS.length + 1);
    for (const [index] of COLUMNS.entries()) {
      const texts = ROWS.flatMap((row) => row[index] ?? "");
      const expected = [COLUMNS[index]?.head ?? "", ...texts.map((one) => (typeof one === "string" ? one : one.text))];
      expect(columnText(screen.lines, index)).toBe(lettersOf(expected.join("")));
    }
  });

  it("colours every line of a cell, and nothing beside it", async () => {
    const screen = await emulatedScreen(layoutTable(COLUMNS, ROWS, on(columns)).join("\n"), columns);
    const words = "Severity Who, from where Object Times critical informational and more than that";
    expect([...lettersOf(screen.styled.join(""))].sort()).toEqual([...lettersOf(words)].sort());
  });

  it("aligns a table without borders", async () => {
    const lines = layoutTable(COLUMNS, ROWS, on(columns), { borders: false });
    const screen = await emulatedScreen(lines.join("\n"), columns);
    expect(screen.broken).toEqual([]);
    expect(lettersOf(screen.lines.join(""))).toContain("informational");
  });
});

describe.each([20, 24, 31, 40])("on a terminal of %i columns, too narrow for the table", (columns) => {
  it("shows a block of lines for each row, with all of its text", async () => {
    const screen = await emulatedScreen(layoutTable(COLUMNS, ROWS, on(columns)).join("\n"), columns);
    expect(screen.broken).toEqual([]);
    expect(lettersOf(screen.lines.join(""))).toContain(lettersOf(String(ROWS[0]?.[2])));
    expect(screen.lines.filter((line) => line.startsWith("Times"))).toHaveLength(ROWS.length);
  });
});

test("any text fits any terminal", async () => {
  const cell = fc.string({ unit: "binary", maxLength: 120 }).map((text) => visibleText(text));
  await fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 20, max: 160 }),
      (rows, columns) => {
        const lines = layoutTable([{ head: "One" }, { head: "Two words" }, { head: "Three" }], rows, {
          ...NO_SCREEN,
          columns,
        });
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(new Set(lines.filter((line) => line.startsWith("│")).map(displayWidth)).size).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test("rows of one line each have no lines between them", () => {
  expect(
    layoutTable(
      [{ head: "a" }, { head: "n", isNumber: true }],
      [
        ["x", "1"],
        ["y", "10"],
      ],
      NO_SCREEN,
    ),
  ).toEqual(["┌───┬────┐", "│ a │  n │", "├───┼────┤", "│ x │  1 │", "│ y │ 10 │", "└───┴────┘"]);
});

test("without a terminal a table takes 100 columns, and a list without borders one line a row", () => {
  const rows = [["word ".repeat(40).trim(), "other ".repeat(40).trim()]];
  expect(Math.max(...layoutTable([{ head: "a" }, { head: "b" }], rows, NO_SCREEN).map(displayWidth))).toBe(100);
  expect(layoutTable([{ head: "a" }, { head: "b" }], rows, NO_SCREEN, { borders: false })).toHaveLength(2);
});
