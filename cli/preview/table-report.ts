import { dayOf } from "@palisade/engine/events/utc-day";
import type { Caller } from "@palisade/engine/preview/caller";
import { cutOff, strangersStopped, unclear } from "@palisade/engine/preview/preview";
import { counted } from "../lib/counted";
import { layoutTable } from "../lib/layout/layout-table";
import { fitProse, type Paragraph } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import { reviewReport } from "../review/review-report";
import { allowYaml, fitYaml } from "./allow-yaml";
import { actionsIn, fromIn, suggestionIn, timesIn, whoIn } from "./caller-in-words";
import { comparisonTables, detectionsOf, unknownOf } from "./comparison-tables";
import { caveats, figures, headline, isAlarming, stopped } from "./headline";
import type { PreviewReport } from "./preview-report";

/** No one reads further down, and laying out a table takes longer than all decisions. */
const MOST_ROWS = 25;

/** The report for a person at a terminal. */
export function tableReport(report: PreviewReport, screen: Screen): readonly string[] {
  const { result, proposed, comparison, plan } = report;
  const suggested = (caller: Caller) => suggestionIn(proposed.suggestions.get(caller));
  const yaml = allowYaml(proposed.entries);
  const { bold, red } = screen.colors;
  const introduction: readonly Paragraph[] = [
    { text: headline(report), paint: isAlarming(report) ? (text) => bold(red(text)) : bold },
    ...figures(report),
    ...caveats(report).map((text) => visibleText(text, 1000)),
  ];
  return [
    ...fitProse(introduction, proseWidth(screen)),
    ...section("Would be cut off", "Allowed by", cutOff(result), suggested, report, screen),
    ...(yaml.length > 0 ? ["", bold("Proposed for palisade.yaml"), ...fitYaml(yaml, proseWidth(screen))] : []),
    ...section("Strangers that it stops", "Matched by", strangersStopped(result), detectionsOf, report, screen),
    ...bullets("It stops", stopped(report), screen),
    ...section("Undecided", "Not known", unclear(result), unknownOf, report, screen),
    ...(comparison ? comparisonLines(report, comparison, screen) : []),
    ...(plan ? ["", ...reviewReport([plan])] : []),
  ];
}

function comparisonLines(
  report: PreviewReport,
  comparison: NonNullable<PreviewReport["comparison"]>,
  screen: Screen,
): readonly string[] {
  const { before, after, unchanged, findings } = comparison;
  return [
    "",
    ...fitProse(
      [
        { text: `From ${visibleText(before)} to ${visibleText(after)}`, paint: screen.colors.bold },
        `${counted(unchanged, "request")} end as before.`,
        ...findings.map(({ text }) => `  - ${text}`),
      ],
      proseWidth(screen),
    ),
    ...comparisonTables(comparison).flatMap(({ title, last, callers, lastOf }) =>
      section(title, last, callers, lastOf, report, screen),
    ),
  ];
}

function bullets(title: string, lines: readonly string[], screen: Screen): readonly string[] {
  if (lines.length === 0) return [];
  const items = lines.map((line) => `  - ${visibleText(line, 1000)}`);
  return ["", screen.colors.bold(title), ...fitProse(items, proseWidth(screen))];
}

function section(
  title: string,
  last: string,
  callers: readonly Caller[],
  lastOf: (caller: Caller) => string,
  report: PreviewReport,
  screen: Screen,
): readonly string[] {
  if (callers.length === 0) return [];
  const rows = callers
    .slice(0, MOST_ROWS)
    .map((caller) => [
      shown(whoIn(caller), fromIn(caller, report.lookUp)),
      shown(caller.bucket, actionsIn(caller)),
      shown(timesIn(caller), `${dayOf(caller.firstSeen)} to`, dayOf(caller.lastSeen)),
      shown(lastOf(caller)),
    ]);
  const columns = ["Who, from where", "What", "Requests", last].map((head) => ({ head }));
  const left = callers.length - MOST_ROWS;
  return [
    "",
    screen.colors.bold(`${title}: ${counted(callers.length, "caller")}`),
    ...layoutTable(columns, rows, screen),
    ...(left > 0 ? [`And ${counted(left, "more caller")}: --format json prints all of them.`] : []),
  ];
}

function shown(...texts: readonly string[]): readonly string[] {
  return texts.map((text) => visibleText(text, 200));
}
