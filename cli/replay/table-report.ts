import Table from "cli-table3";
import type { createColors } from "picocolors";
import type { Severity } from "../../functions/src/severity";
import { counted } from "../counted";
import { visibleText } from "../visible-text";
import type { ReplayAlert } from "./fold-alerts";
import type { Replay, ReplaySummary } from "./replay";
import { type Learning, learnedAt } from "./still-learning";
import { wrapText } from "./wrap-text";

type Colors = ReturnType<typeof createColors>;

/** Together with borders 100 columns. */
const WIDTHS = { firstSeen: 12, severity: 10, what: 33, who: 32, times: 7 };
/** A cell's spaces on both sides. */
const PADDING = 2;
/** Nobody reads further down, and laying out a table costs. */
const MOST_ROWS = 500;

/** The alerts as a table for a person, and the summary in words. */
export function tableReport({ alerts, summary, skippedBecause }: Replay, colors: Colors): readonly string[] {
  const left = alerts.length - MOST_ROWS;
  return [
    ...(alerts.length > 0 ? [alertTable(alerts.slice(0, MOST_ROWS), colors)] : []),
    ...(left > 0 ? [`And ${number(left)} more alerts: --format json prints all of them.`] : []),
    ...summaryLines(summary),
    ...caveats(summary),
    ...skippedBecause.map(({ reason, count }) => `  skipped ${number(count)}: ${visibleText(reason)}`),
  ];
}

function alertTable(alerts: readonly ReplayAlert[], colors: Colors): string {
  const table = new Table({
    head: ["First seen", "Severity", "What", "Who, from where", "Times"].map(colors.bold),
    colWidths: Object.values(WIDTHS),
    colAligns: ["left", "left", "left", "left", "right"],
    style: { head: [], border: [] },
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const alert of alerts) table.push(row(alert, colors));
  return table.toString();
}

/** What was added to what the detection itself says. */
function addedRows({ match, announcement }: ReplayAlert): readonly string[] {
  return Object.entries(announcement.match.details ?? {})
    .filter(([label, value]) => match.details?.[label] !== value)
    .map(([label, value]) => `${label}: ${value}`);
}

function row(alert: ReplayAlert, colors: Colors): string[] {
  const { match, announcement, count, firstSeen } = alert;
  const [day = "", time = ""] = new Date(firstSeen).toISOString().split("T");
  const target = [match.bucket, match.key].filter((part) => part !== undefined).join("/");
  return [
    `${day}\n${time.slice(0, 8)}Z`,
    severityColor(announcement.severity, colors)(announcement.severity),
    cell(WIDTHS.what, match.title, `${match.event}${target && ` ${target}`}`),
    cell(WIDTHS.who, match.actor, match.sourceIp ?? "address not recorded", ...addedRows(alert)),
    number(count),
  ];
}

/** Wide characters may still be too many for a line: the table breaks it again. */
function cell(width: number, ...texts: readonly string[]): string {
  return texts.flatMap((text) => wrapText(visibleText(text, 120), width - PADDING)).join("\n");
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "critical") return (text) => colors.bold(colors.red(text));
  if (severity === "high") return colors.red;
  return severity === "medium" ? colors.yellow : colors.dim;
}

function summaryLines({ files, read, skipped, matched, alerts, folded, suppressed }: ReplaySummary): readonly string[] {
  const records = `${counted(read, "record")} read from ${counted(files, "file")}`;
  const silenced = suppressed > 0 ? `, and ${number(suppressed)} suppressed` : "";
  return [
    `${records}, ${number(skipped)} skipped; ${number(matched)} matched: ${number(alerts)} alerted, ${number(folded)} folded${silenced}.`,
  ];
}

/** What the numbers do not say of themselves. */
function caveats({ mistimed, stillLearning }: ReplaySummary): readonly string[] {
  return [
    ...(mistimed === undefined
      ? []
      : [
          `${counted(mistimed.outside, "record")} dated more than half a year from all others, which cannot be: counted within ${day(mistimed.from)} to ${day(mistimed.to)}.`,
        ]),
    ...stillLearning.map(learningInWords),
  ];
}

function learningInWords({ detection, days, since }: Learning): string {
  const until =
    since === undefined
      ? `${days} days from the first event that concerns it, and there is none`
      : `${days} days, until ${day(learnedAt(since, days))}`;
  return `Still learning at the end of these records: ${detection}. It learns for ${until}; meanwhile it alerts on nothing.`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
