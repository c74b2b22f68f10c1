import { bucketsOf, sourceIpsOf } from "@palisade/engine/detections/engine/match-names";
import type { Severity } from "@palisade/engine/severity";
import { layoutTable, type TableCell } from "../lib/layout/layout-table";
import { fitProse } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { visibleText } from "../lib/visible-text";
import type { Replay, ReplaySummary } from "./replay";
import type { RoutedAlert } from "./routed-alert";
import { learningInWords, mistimedInWords, summaryInWords } from "./summary-in-words";

type Colors = Screen["colors"];

/** No one reads further down, and laying out a table takes time. */
const MOST_ROWS = 500;

/** The alerts as a table for a person, and in words the summary and what was not judged. */
export function tableReport({ alerts, summary, skippedBecause, unjudged }: Replay, screen: Screen): readonly string[] {
  const left = alerts.length - MOST_ROWS;
  const prose = [
    ...(left > 0 ? [`And ${number(left)} more alerts: --format json prints all of them.`] : []),
    summaryInWords(summary),
    ...caveats(summary),
    ...skippedBecause.map(({ reason, count }) => `  skipped ${number(count)}: ${visibleText(reason)}`),
    ...unjudged,
  ];
  return [
    ...(alerts.length > 0 ? alertTable(alerts.slice(0, MOST_ROWS), screen) : []),
    ...fitProse(prose, proseWidth(screen)),
  ];
}

const COLUMNS = [
  { head: "First seen" },
  { head: "Severity" },
  { head: "What" },
  { head: "Who, from where" },
  { head: "Times", isNumber: true },
];

function alertTable(alerts: readonly RoutedAlert[], screen: Screen): readonly string[] {
  return layoutTable(
    COLUMNS,
    alerts.map((alert) => row(alert, screen.colors)),
    screen,
  );
}

/** What was added to what the detection itself says. */
function addedRows({ match, announcement }: RoutedAlert): readonly string[] {
  return Object.entries(announcement.match.details ?? {})
    .filter(([label, value]) => match.details?.[label] !== value)
    .map(([label, value]) => `${label}: ${value}`);
}

function row(alert: RoutedAlert, colors: Colors): readonly TableCell[] {
  const { match, announcement, count, firstSeen } = alert;
  const [day = "", time = ""] = new Date(firstSeen).toISOString().split("T");
  const buckets = bucketsOf(match);
  const [bucket] = buckets;
  const target = [bucket, match.key].filter((part) => part !== undefined).join("/");
  const what = buckets.length > 1 ? [match.event, ...few(buckets)] : [`${match.event}${target && ` ${target}`}`];
  const from = few(sourceIpsOf(match));
  return [
    [day, `${time.slice(0, 8)}Z`],
    { text: announcement.severity, paint: severityColor(announcement.severity, colors) },
    [...shown(match.title, ...what), ...goesTo(alert)],
    shown(
      match.actor,
      ...few(match.callers ?? []),
      ...(from.length > 0 ? from : ["address not recorded"]),
      ...addedRows(alert),
    ),
    number(count),
  ];
}

function goesTo({ channels, held }: RoutedAlert): readonly string[] {
  const atOnce = channels.filter((name) => !held.includes(name));
  return [
    ...(atOnce.length > 0 ? [`to ${atOnce.join(", ")}`] : []),
    ...(held.length > 0 ? [`in the digest instead of to ${held.join(", ")}: quiet hours`] : []),
  ];
}

/** More names of one finding would make a row of them; --format json prints all. */
const MOST_NAMES = 3;

function few(names: readonly string[]): readonly string[] {
  const left = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(left > 0 ? [`and ${number(left)} more`] : [])];
}

function shown(...texts: readonly string[]): readonly string[] {
  return texts.map((text) => visibleText(text, 120));
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "critical") return (text) => colors.bold(colors.red(text));
  if (severity === "high") return colors.red;
  return severity === "medium" ? colors.yellow : colors.dim;
}

/** What the numbers do not say of themselves. */
function caveats({ mistimed, stillLearning }: ReplaySummary): readonly string[] {
  return [...(mistimed === undefined ? [] : [mistimedInWords(mistimed)]), ...stillLearning.map(learningInWords)];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
