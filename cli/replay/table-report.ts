import Table from "cli-table3";
import type { createColors } from "picocolors";
import type { Severity } from "../../functions/src/severity";
import { visibleText } from "../visible-text";
import type { ReplayAlert } from "./fold-alerts";
import type { Replay, ReplaySummary } from "./replay";

type Colors = ReturnType<typeof createColors>;

/** Together with borders 100 columns. */
const WIDTHS = [12, 10, 33, 32, 7];
/** Nobody reads further down, and laying out a table costs. */
const MOST_ROWS = 500;

/** The alerts as a table for a person, and the summary in words. */
export function tableReport({ alerts, summary, skippedBecause }: Replay, colors: Colors): readonly string[] {
  const left = alerts.length - MOST_ROWS;
  return [
    ...(alerts.length > 0 ? [alertTable(alerts.slice(0, MOST_ROWS), colors)] : []),
    ...(left > 0 ? [`And ${number(left)} more alerts: --format json prints all of them.`] : []),
    ...summaryLines(summary),
    ...skippedBecause.map(({ reason, count }) => `  skipped ${number(count)}: ${visibleText(reason)}`),
  ];
}

function alertTable(alerts: readonly ReplayAlert[], colors: Colors): string {
  const table = new Table({
    head: ["First seen", "Severity", "What", "Who, from where", "Times"].map(colors.bold),
    colWidths: WIDTHS,
    colAligns: ["left", "left", "left", "left", "right"],
    style: { head: [], border: [] },
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const alert of alerts) table.push(row(alert, colors));
  return table.toString();
}

function row({ match, announcement, count, firstSeen }: ReplayAlert, colors: Colors): string[] {
  const [day = "", time = ""] = new Date(firstSeen).toISOString().split("T");
  const target = [match.bucket, match.key].filter((part) => part !== undefined).join("/");
  return [
    `${day}\n${time.slice(0, 8)}Z`,
    severityColor(announcement.severity, colors)(announcement.severity),
    lines(match.title, `${match.event}${target && ` ${target}`}`),
    lines(match.actor, match.sourceIp ?? "address not recorded"),
    number(count),
  ];
}

/** Wraps between words where it can, else anywhere, as an ARN or a key has no spaces. */
function lines(...texts: readonly string[]): string {
  return texts.map((text) => visibleText(text, 120)).join("\n");
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "critical") return (text) => colors.bold(colors.red(text));
  if (severity === "high") return colors.red;
  return severity === "medium" ? colors.yellow : colors.dim;
}

function summaryLines({ files, read, skipped, matched, alerts, folded }: ReplaySummary): readonly string[] {
  const records = `${number(read)} ${read === 1 ? "record" : "records"} read from ${number(files)} ${files === 1 ? "file" : "files"}`;
  return [
    `${records}, ${number(skipped)} skipped; ${number(matched)} matched: ${number(alerts)} alerted, ${number(folded)} folded.`,
  ];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
