import { countsInWords } from "../alerts/counts-in-words";
import { plainLine } from "../alerts/sanitize";
import { dayOf } from "../events/utc-day";
import type { Suppression } from "../settings";
import { startOf } from "./day-counts";
import type { Digest, HeldIncident, NoisyDetection, OpenIncident, Period, Trend } from "./digest";

/** A part of the digest, in plain lines. What a caller may have chosen is one harmless line already. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

const LONGEST_LINE = 300;

/** A list may go on and on; what is counted need not be shown. */
export const MOST_SUPPRESSIONS = 10;
const MOST_ALARMS = 10;

/** `Friday, 20 November 2026` */
export function dayInWords(day: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(startOf(day)).replace(/^(\w+) /, "$1, ");
}

/** What the whole digest comes to, in one line. */
export function digestTitle({ day, counts, held, expired, health }: Digest): string {
  const attention = [
    ...(health.alarms?.length ? [counted(health.alarms.length, "alarm on", "alarms on")] : []),
    ...(health.deadLetters.length > 0 ? ["dead letters waiting"] : []),
    ...(health.alarms === undefined || health.unknown.length > 0 ? ["health not known"] : []),
    ...(held.count > 0 ? [`${number(held.count)} held back`] : []),
    ...(expired.length > 0 ? [counted(expired.length, "suppression expired", "suppressions expired")] : []),
  ];
  return [`Digest of ${day}: ${summaryOf(counts)}`, ...attention].join("; ");
}

function summaryOf(counts: Digest["counts"]): string {
  if (counts === undefined) return "incidents not known";
  return counts.day === undefined ? "nobody was counting yet" : incidentsOf(counts.day);
}

/** Whether there is something in it that has to be mended. */
export function needsAttention({ counts, open, held, expired, health }: Digest): boolean {
  const { alarms, deadLetters, unknown } = health;
  const isKnown = counts !== undefined && open !== undefined && alarms !== undefined;
  if (!isKnown || unknown.length > 0 || held.unknown.length > 0) return true;
  return alarms.length > 0 || deadLetters.length > 0 || open.overdue > 0 || expired.length > 0;
}

/** The digest in plain words, what matters most first; no section is empty. */
export function digestSections(digest: Digest): readonly Section[] {
  const sections: readonly Section[] = [
    { heading: "Incidents", lines: incidentLines(digest) },
    { heading: "Held back in quiet hours", lines: heldLines(digest) },
    { heading: "Health of the chain", lines: healthLines(digest) },
    { heading: "Still open, with more to tell when they close", lines: openLines(digest) },
    { heading: "Noisiest detections of these seven days", lines: digest.noisiest.flatMap(noisyLines) },
    { heading: "Suppressions", lines: suppressionLines(digest) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function incidentLines({ day, counts }: Digest): readonly string[] {
  if (counts === undefined) return ["Not known: the incidents table could not be read."];
  const name = `${dayInWords(day)} (UTC)`;
  return [
    counts.day === undefined ? `${name}: nobody was counting yet.` : `${name}: ${periodInWords(counts.day)}.`,
    ...(counts.sinceMidnight.events > 0 ? [`Since midnight UTC: ${periodInWords(counts.sinceMidnight)}.`] : []),
    trendInWords(counts.trend),
  ];
}

function periodInWords(period: Period): string {
  const { raised, events, more } = period;
  return [
    incidentsOf(period),
    ...(raised > 0 ? [`${number(raised)} became graver`] : []),
    ...(events > 0 ? [`${counted(events, "event", "events")} in all`] : []),
    ...(more > 0 ? [`${number(more)} of them folded into incidents that were known already`] : []),
  ].join(", ");
}

/** `12 incidents (2 high, 10 medium)` */
function incidentsOf({ incidents, bySeverity }: Period): string {
  if (incidents === 0) return "no incident";
  return `${counted(incidents, "incident", "incidents")} (${countsInWords(bySeverity)})`;
}

function trendInWords({ week, before, countedSince }: Trend): string {
  const now = `These seven days: ${counted(week.incidents, "incident", "incidents")}`;
  if (before === undefined) return `${now}. There is no week before to compare with yet.`;
  const since = countedSince === undefined ? "" : `, counted from ${countedSince} on only`;
  const then = `the seven before: ${number(before.incidents)}${since}`;
  const { incidents: old } = before;
  if (old === 0 || countedSince !== undefined) return `${now}; ${then}.`;
  return `${now}; ${then}, so ${changeInWords(week.incidents / old)}.`;
}

function changeInWords(ratio: number): string {
  if (ratio >= 2) return `${number(Math.round(ratio))} times as many`;
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? "about as many" : `${Math.abs(percent)}% ${percent > 0 ? "more" : "fewer"}`;
}

function heldLines({ held }: Digest): readonly string[] {
  const { count, bySeverity, shown, hasMore, unknown } = held;
  const left = count - shown.length;
  return [
    ...(count > 0
      ? [`${counted(count, "incident", "incidents")} waited for this digest: ${countsInWords(bySeverity)}.`]
      : []),
    ...shown.map(heldLine),
    ...(left > 0 ? [`... and ${number(left)} milder or older ones.`] : []),
    ...(hasMore ? ["There were too many for one digest: the next one tells the others."] : []),
    ...unknown.map(
      (channel) =>
        `What was held back for channel ${channel} is not known: it could not be read, and waits for the next digest.`,
    ),
  ];
}

/** Short, since channels have room for few long lines; the summary says what the title says, and more. */
function heldLine({ severity, title, summary, count, time }: HeldIncident): string {
  const often = count > 1 ? `, ${number(count)} times` : "";
  return `${severity.toUpperCase()}, ${clock(time)}${often}: ${foreign(summary.trim() === "" ? title : summary, LONGEST_LINE)}`;
}

function openLines({ open }: Digest): readonly string[] {
  if (open === undefined) return ["Not known: the incidents table could not be read."];
  if (open.count === 0) return [];
  const left = open.count - open.gravest.length;
  return [
    ...open.gravest.map(openLine),
    ...(left > 0 ? [`... and ${number(left)}${open.hasMore ? " or more" : ""} milder or smaller ones.`] : []),
  ];
}

function openLine({ severity, title, untold, endsAt, summary }: OpenIncident): string {
  const more = `${number(untold)} more until now, window to ${clock(endsAt)}`;
  return `${severity.toUpperCase()}: ${foreign(title, 120)}, ${more}. ${foreign(summary, LONGEST_LINE)}`;
}

function noisyLines({ detection, title, incidents, events, before, hints }: NoisyDetection): readonly string[] {
  const name = title === undefined ? detection : `${detection} (${title})`;
  const often = `${counted(incidents, "incident", "incidents")}, ${counted(events, "event", "events")}, the week before ${number(before)}`;
  const quiet = hints.length > 0 ? ["  If these are expected, in palisade.yaml, one of:"] : [];
  return [`${name}: ${often}.`, ...quiet, ...hints.map((hint) => `  - ${hint}`)];
}

function suppressionLines({ expired, expiring }: Digest): readonly string[] {
  const left = expired.length - MOST_SUPPRESSIONS;
  return [
    ...expired
      .slice(0, MOST_SUPPRESSIONS)
      .map((one) => `Expired ${suppressionInWords(one)} Renew its until, or delete it.`),
    ...(left > 0 ? [`... and ${number(left)} more that have expired.`] : []),
    ...expiring.slice(0, MOST_SUPPRESSIONS).map((one) => `Expires ${suppressionInWords(one)}`),
  ];
}

function suppressionInWords({ detection, reason, owner, until }: Suppression): string {
  return `on ${dayOf(until)}: ${detection}, owner ${foreign(owner, 100)}, ${foreign(reason, 200)}.`;
}

function healthLines({ health, open }: Digest): readonly string[] {
  const { alarms, deadLetters, unknown } = health;
  const ill = [
    ...(alarms ?? []).slice(0, MOST_ALARMS).map(({ name, description, since }) => {
      const when = since === undefined ? "" : ` since ${clock(since)}`;
      return `Alarm ${name} is on${when}.${description === undefined ? "" : ` ${foreign(description, LONGEST_LINE)}`}`;
    }),
    ...((alarms?.length ?? 0) > MOST_ALARMS
      ? [`... and ${number((alarms?.length ?? 0) - MOST_ALARMS)} more alarms are on.`]
      : []),
    ...(alarms === undefined ? ["Alarms are not known: CloudWatch did not answer."] : []),
    ...deadLetters.map(({ queue, messages }) => {
      return `Queue ${queue} holds ${counted(messages, "dead letter", "dead letters")}: palisade dlq lists and redrives them.`;
    }),
    ...unknown.map((queue) => `Queue ${queue} did not say what it holds.`),
    ...(open !== undefined && open.overdue > 0
      ? [
          `${counted(open.overdue, "incident is", "incidents are")} overdue to be closed: look at the log of the function that closes them.`,
        ]
      : []),
  ];
  return ill.length > 0 ? ill : ["No alarm is on, and no dead letters wait."];
}

/** Text that may come from an event or a person: one visible line without links. */
function foreign(text: string, longest: number): string {
  return plainLine(text, longest);
}

/** `2026-11-20 22:14 UTC` */
function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function counted(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}
