import Table from "cli-table3";
import { counted } from "../counted";
import type { colorsFor } from "../terminal";
import { visibleJson, visibleText } from "../visible-text";
import type { Line } from "./check";

/** A line with the check that it is of. */
export interface ReportedLine extends Line {
  readonly check: string;
}

type Colors = ReturnType<typeof colorsFor>;

/** Everything for a program: one object. */
export function doctorJson(lines: readonly ReportedLine[]): string {
  return visibleJson({ lines, ...tally(lines) });
}

/** Everything for a person: a table, and below it what mends each fault, to be copied. */
export function doctorTable(lines: readonly ReportedLine[], colors: Colors): readonly string[] {
  const table = new Table({
    head: ["", "Check", "What", "Why"],
    chars: BORDERLESS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  const paint = { pass: colors.green, fail: colors.red, unknown: colors.yellow };
  for (const { status, check, subject, why } of lines) {
    table.push([paint[status](status), check, visibleText(subject), visibleText(why)]);
  }
  return [table.toString(), "", ...mendingLines(lines), summaryOf(lines)];
}

/** Which commands mend what, each command once. */
function mendingLines(lines: readonly ReportedLine[]): readonly string[] {
  const subjects = new Map<string, string[]>();
  for (const { status, subject, fix } of lines) {
    if (status === "pass" || fix === undefined) continue;
    subjects.set(fix, [...(subjects.get(fix) ?? []), subject]);
  }
  if (subjects.size === 0) return [];
  const told = [...subjects].flatMap(([fix, all]) => [
    `  ${visibleText(all.join("; "), 500)}:`,
    `    ${visibleText(fix, 1000)}`,
  ]);
  return ["To mend it:", ...told, ""];
}

function summaryOf(lines: readonly ReportedLine[]): string {
  const { passed, failed, unknown } = tally(lines);
  return `${counted(passed + failed + unknown, "thing")} looked at: ${passed} pass, ${failed} fail, ${unknown} unknown`;
}

export function tally(lines: readonly Line[]): {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
} {
  const count = (status: Line["status"]) => lines.filter((line) => line.status === status).length;
  return { passed: count("pass"), failed: count("fail"), unknown: count("unknown") };
}

const BORDERLESS = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"])
    .map((name) => [name, ""]),
);
