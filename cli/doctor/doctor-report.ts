import { counted } from "../lib/counted";
import { layoutTable } from "../lib/layout/layout-table";
import { fitProse } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { visibleJson, visibleText } from "../lib/visible-text";
import type { Line } from "./probe";

/** A line with the probe that it is of. */
export interface ReportedLine extends Line {
  readonly probe: string;
}

/** Everything for a program: one object. */
export function doctorJson(lines: readonly ReportedLine[]): string {
  return visibleJson({ lines, ...tally(lines) });
}

/** The one thing that stands before all others, for a person. */
export function doctorSentence({ subject, why, fix }: ReportedLine, screen: Screen): readonly string[] {
  const sentence = `${subject}: ${why}.${fix === undefined ? "" : ` To mend it: ${fix}`}`;
  return fitProse([visibleText(sentence, 1500)], proseWidth(screen));
}

/** Everything for a person: a table, and below it what mends each fault, to be copied. */
export function doctorTable(lines: readonly ReportedLine[], screen: Screen): readonly string[] {
  const { green, red, yellow } = screen.colors;
  const paint = { pass: green, fail: red, unknown: yellow };
  const rows = lines.map(({ status, probe, subject, why }) => [
    { text: status, paint: paint[status] },
    probe,
    visibleText(subject),
    visibleText(why),
  ]);
  const columns = ["Status", "Probe", "What", "Why"].map((head) => ({ head }));
  return [
    ...layoutTable(columns, rows, screen, { borders: false }),
    "",
    ...mendingLines(lines, proseWidth(screen)),
    ...fitProse([summaryOf(lines)], proseWidth(screen)),
  ];
}

/** Which commands mend what, each command once. */
function mendingLines(lines: readonly ReportedLine[], width: number): readonly string[] {
  const subjects = new Map<string, string[]>();
  for (const { status, subject, fix } of lines) {
    if (status === "pass" || fix === undefined) continue;
    subjects.set(fix, [...(subjects.get(fix) ?? []), subject]);
  }
  if (subjects.size === 0) return [];
  const mended = [...subjects].flatMap(([fix, all]) => [
    ...fitProse([`  ${visibleText(all.join("; "), 500)}:`], width),
    `    ${visibleText(fix, 1000)}`,
  ]);
  return ["To mend it:", ...mended, ""];
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
