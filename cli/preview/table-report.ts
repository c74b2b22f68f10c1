import Table from "cli-table3";
import type { createColors } from "picocolors";
import type { Caller } from "../../functions/src/preview/caller";
import { cutOff, strangersStopped, unclear } from "../../functions/src/preview/preview";
import { counted } from "../counted";
import { wrapText } from "../replay/wrap-text";
import { reviewReport } from "../review/review-report";
import { visibleText } from "../visible-text";
import { allowYaml } from "./allow-yaml";
import { actionsIn, dayOf, fromIn, suggestionIn, timesIn, whoIn } from "./caller-in-words";
import { comparisonTables, detectionsOf, unknownOf } from "./comparison-tables";
import { caveats, figures, headline, stopped } from "./headline";
import type { PreviewReport } from "./preview-report";

type Colors = ReturnType<typeof createColors>;

/** Together with borders 110 columns. */
const WIDTHS = { who: 40, what: 26, times: 16, last: 24 };
/** A cell's spaces on both sides. */
const PADDING = 2;
/** Nobody reads further down, and laying out a table takes longer than all decisions. */
const MOST_ROWS = 25;

/** The report for a person at a terminal. */
export function tableReport(report: PreviewReport, colors: Colors): readonly string[] {
  const { result, proposed, comparison, plan } = report;
  const suggested = (caller: Caller) => suggestionIn(proposed.suggestions.get(caller));
  const yaml = allowYaml(proposed.entries);
  const isBad = report.losing.length > 0;
  return [
    isBad ? colors.bold(colors.red(headline(report))) : colors.bold(headline(report)),
    ...figures(report),
    ...caveats(report).map((text) => visibleText(text, 1000)),
    ...section("Would be cut off", "Let in by", cutOff(result), suggested, report, colors),
    ...(yaml.length > 0 ? ["", colors.bold("Proposed for palisade.yaml"), ...yaml] : []),
    ...section("Strangers that it stops", "Matched by", strangersStopped(result), detectionsOf, report, colors),
    ...bullets("It stops", stopped(report), colors),
    ...section("Undecided", "Not known", unclear(result), unknownOf, report, colors),
    ...(comparison ? comparisonLines(report, comparison, colors) : []),
    ...(plan ? ["", ...reviewReport([plan])] : []),
  ];
}

function comparisonLines(
  report: PreviewReport,
  comparison: NonNullable<PreviewReport["comparison"]>,
  colors: Colors,
): readonly string[] {
  const { before, after, unchanged, findings } = comparison;
  return [
    "",
    colors.bold(`From ${visibleText(before)} to ${visibleText(after)}`),
    `${counted(unchanged, "request")} end as before.`,
    ...findings.map(({ text }) => `  - ${text}`),
    ...comparisonTables(comparison).flatMap(({ title, last, callers, lastOf }) =>
      section(title, last, callers, lastOf, report, colors),
    ),
  ];
}

function bullets(title: string, lines: readonly string[], colors: Colors): readonly string[] {
  return lines.length === 0 ? [] : ["", colors.bold(title), ...lines.map((line) => `  - ${visibleText(line, 1000)}`)];
}

function section(
  title: string,
  last: string,
  callers: readonly Caller[],
  lastOf: (caller: Caller) => string,
  report: PreviewReport,
  colors: Colors,
): readonly string[] {
  if (callers.length === 0) return [];
  const table = new Table({
    head: ["Who, from where", "What", "Requests", last].map(colors.bold),
    colWidths: Object.values(WIDTHS),
    style: { head: [], border: [] },
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const caller of callers.slice(0, MOST_ROWS)) {
    table.push([
      cell(WIDTHS.who, whoIn(caller), fromIn(caller, report.lookUp)),
      cell(WIDTHS.what, caller.bucket, actionsIn(caller)),
      cell(WIDTHS.times, timesIn(caller), `${dayOf(caller.firstSeen)} to`, dayOf(caller.lastSeen)),
      cell(WIDTHS.last, lastOf(caller)),
    ]);
  }
  const left = callers.length - MOST_ROWS;
  return [
    "",
    colors.bold(`${title}: ${counted(callers.length, "caller")}`),
    table.toString(),
    ...(left > 0 ? [`And ${counted(left, "more caller")}: --format json prints all of them.`] : []),
  ];
}

function cell(width: number, ...texts: readonly string[]): string {
  return texts.flatMap((text) => wrapText(visibleText(text, 200), width - PADDING)).join("\n");
}
