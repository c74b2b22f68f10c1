import { dayOf } from "@palisade/engine/events/utc-day";
import type { Caller } from "@palisade/engine/preview/caller";
import { cutOff, strangersStopped, unclear } from "@palisade/engine/preview/preview";
import { counted } from "../lib/counted";
import { visibleText } from "../lib/visible-text";
import { code } from "../review/finding";
import { reviewReport } from "../review/review-report";
import { allowYaml } from "./allow-yaml";
import { actionsIn, fromIn, suggestionIn, timesIn, whoIn } from "./caller-in-words";
import { comparisonTables, detectionsOf, unknownOf } from "./comparison-tables";
import { caveats, figures, headline, isAlarming, stopped } from "./headline";
import type { PreviewReport } from "./preview-report";

/** A comment on a pull request ends at 65,536 characters, and no one reads that far. */
const MOST_ROWS = 20;

/** The report for a pull request: the answer and who is cut off, and everything else folded. */
export function markdownReport(report: PreviewReport): readonly string[] {
  const { result, proposed, comparison, plan } = report;
  const callers = cutOff(result);
  const yaml = allowYaml(proposed.entries);
  return [
    "## Whom this perimeter cuts off",
    "",
    isAlarming(report) ? "> [!WARNING]" : "> [!NOTE]",
    `> **${plain(headline(report))}**`,
    ...caveats(report).map((text) => `> ${plain(text)}`),
    "",
    ...table(callers, "Allowed by", (caller) => suggestionIn(proposed.suggestions.get(caller)), report),
    ...folded(
      `Proposed for palisade.yaml: ${counted(proposed.entries.length, "line")}`,
      yaml.length === 0 ? [] : ["```yaml", ...yaml.map((line) => line.replaceAll("`", "'")), "```"],
    ),
    ...(comparison ? comparisonLines(report, comparison) : []),
    ...folded("What it stops", [
      ...stopped(report).map((text) => `- ${plain(text)}`),
      "",
      ...table(strangersStopped(result), "Matched by", detectionsOf, report),
    ]),
    ...folded(
      `Undecided: ${counted(unclear(result).length, "caller")}`,
      table(unclear(result), "Not known", unknownOf, report),
    ),
    `<sub>${figures(report).map(plain).join(" ")}</sub>`,
    ...(plan ? ["", ...reviewReport([plan])] : []),
  ];
}

function comparisonLines(
  report: PreviewReport,
  comparison: NonNullable<PreviewReport["comparison"]>,
): readonly string[] {
  const { before, after, unchanged, newlyCutOff, newlyLetIn, unclear: undecided, findings } = comparison;
  return [
    `**From ${code(before)} to ${code(after)}:** ${counted(newlyCutOff.length, "caller")} newly cut off, ` +
      `${counted(newlyLetIn.length, "caller")} newly allowed, ${counted(undecided.length, "caller")} of whom it cannot be told; ` +
      `${counted(unchanged, "request")} end as before.`,
    "",
    ...findings.map(({ text }) => `- ${text}`),
    "",
    ...comparisonTables(comparison).flatMap(({ title, last, callers, lastOf }) =>
      folded(title, table(callers, last, lastOf, report)),
    ),
  ];
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  if (lines.every((line) => line === "")) return [];
  return ["<details>", `<summary>${plain(title)}</summary>`, "", ...lines, "", "</details>", ""];
}

function table(
  callers: readonly Caller[],
  last: string,
  lastOf: (caller: Caller) => string,
  { lookUp }: PreviewReport,
): readonly string[] {
  if (callers.length === 0) return [];
  const left = callers.length - MOST_ROWS;
  return [
    `| Who | From | Bucket | Actions | Requests | Last seen | ${last} |`,
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...callers
      .slice(0, MOST_ROWS)
      .map((caller) =>
        [
          "",
          cell(whoIn(caller)),
          cell(fromIn(caller, lookUp)),
          cell(caller.bucket),
          cell(actionsIn(caller)),
          timesIn(caller),
          dayOf(caller.lastSeen),
          cell(lastOf(caller)),
          "",
        ]
          .join(" | ")
          .trim(),
      ),
    "",
    ...(left > 0 ? [`And ${counted(left, "more caller")}.`, ""] : []),
  ];
}

/** In a code span nothing is a link, a mention or markup; a table still takes a bar for a border, unless it is escaped. */
function cell(text: string): string {
  return text === "" ? "" : code(visibleText(text, 160)).replaceAll("|", "\\|");
}

/** Sentences of ours may hold names from a log or a configuration. */
function plain(text: string): string {
  return visibleText(text, 1000).replace(/[\\`*_~[\]<>|#@&!]/g, (char) => `&#${char.charCodeAt(0)};`);
}
