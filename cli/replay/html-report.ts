import { utc } from "@palisade/engine/alerts/text/wording";
import { compareSeverity, SEVERITIES, type Severity } from "@palisade/engine/severity";
import { raw } from "hono/html";
import { counted } from "../lib/counted";
import { htmlPage } from "../lib/reports/html-page";
import { PALISADE_MARK } from "../lib/reports/html-theme";
import { type Markup, markup } from "../lib/reports/markup";
import manifest from "../package.json";
import { type Gap, gapsOf } from "./gaps";
import { actorsTable } from "./html-actors";
import { alertCard } from "./html-alert-card";
import { basis } from "./html-basis";
import { REPORT_STYLE } from "./html-style";
import type { FoundAlert, Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";
import { type TimelineMark, timeline } from "./timeline";

const SHORTEST_TIMELINE = 60 * 60_000;

/** A browser gets slow with more; the other formats have them all. */
const MOST_ALERTS = 1000;

/** The answer as one page for a person who was not there; `madeAt` in milliseconds since the epoch. */
export function htmlReport(result: Replay, question: ReplayQuestion, madeAt: number): string {
  const gaps = gapsOf(result, question);
  const alerts = result.alerts.slice(0, MOST_ALERTS);
  const verdict = verdictOf(result, gaps);
  return htmlPage({
    title: `Palisade replay: ${verdict}`,
    style: REPORT_STYLE,
    body: markup`<header class="verdict ${result.isAbout ? "known" : "unknown"}">
<p class="brand">${raw(PALISADE_MARK)}Palisade replay</p>
<h1>${verdict}</h1>
<p class="about">${aboutOf(result, question)}</p>
${gapsPanel(gaps)}
</header>
<main>
${result.alerts.length === 0 ? "" : found(result, question, alerts)}
${basis(result, question, gaps)}
</main>
<footer>Palisade ${manifest.version}, ${utc(madeAt)}. Times are UTC. This page loads nothing from elsewhere and runs no scripts.</footer>`,
  });
}

function verdictOf({ alerts, isAbout }: Replay, gaps: readonly Gap[]): string {
  const isWhole = gaps.every(({ level }) => level === "note");
  if (alerts.length === 0 && !isAbout) return "Nothing is known";
  if (alerts.length === 0) return isWhole ? "No alerts" : "No alerts in what was judged";
  return `${counted(alerts.length, "alert")}, ${alerts.length > 1 ? "highest severity " : ""}${highestOf(alerts)}`;
}

function highestOf(alerts: readonly FoundAlert[]): Severity {
  return (
    alerts
      .map(({ announcement }) => announcement.severity)
      .toSorted(compareSeverity)
      .at(-1) ?? "informational"
  );
}

function aboutOf({ stretch, summary }: Replay, { project, scope, assumed }: ReplayQuestion): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const days = stretch && [day(stretch.from), day(stretch.to)];
  const when = days === undefined ? "" : days[0] === days[1] ? ` of ${days[0]}` : ` of ${days[0]} to ${days[1]}`;
  const whose = assumed ? "Without a configuration" : `Project ${project}, account ${scope.account}`;
  return `${whose}: ${counted(summary.read, "record")}${when}.`;
}

const MOST_GAPS = 50;

/** Before everything else, since it says how far all that follows can be believed. */
function gapsPanel(gaps: readonly Gap[]): Markup | string {
  const shown = gaps.filter(({ level }) => level !== "note");
  if (shown.length === 0) return "";
  const left = shown.length - MOST_GAPS;
  const isEmpty = shown.some(({ kind }) => kind === "nothing-known");
  const isGrave = shown.some(({ level }) => level === "error");
  return markup`<div class="panel gaps${isGrave ? " grave" : ""}" role="note">
<h2>${isEmpty ? "Why nothing is known" : "This report does not cover everything"}</h2>
<ul>${shown.slice(0, MOST_GAPS).map(({ text }) => markup`<li>${text}</li>`)}${left > 0 ? markup`<li>and ${counted(left, "more thing")}</li>` : ""}</ul>
</div>`;
}

function found(result: Replay, question: ReplayQuestion, alerts: readonly FoundAlert[]): Markup {
  const left = result.alerts.length - alerts.length;
  return markup`<section aria-label="Severities">
<div class="tiles">${SEVERITIES.toReversed().map((severity) => tile(severity, result.alerts))}</div>
<p class="hint">Choose a severity to hide its alerts, or to show them again.</p>
</section>
<section>
<h2>Timeline</h2>
<div class="panel">${timelineOf(alerts, result)}</div>
</section>
<section>
<h2>Who</h2>
<div class="panel">${actorsTable(result.alerts)}</div>
</section>
<section>
<h2>Alerts <small>in order of time</small></h2>
<ul class="alerts">${alerts.map((alert, index) => alertCard(alert, index, question))}</ul>
${left > 0 ? markup`<p class="hint">And ${counted(left, "more alert")}: --format json has all of them.</p>` : ""}
</section>`;
}

function tile(severity: Severity, alerts: readonly FoundAlert[]): Markup {
  const count = alerts.filter(({ announcement }) => announcement.severity === severity).length;
  return markup`<label class="tile ${severity}${count === 0 ? " none" : ""}"><input type="checkbox" id="show-${severity}" checked><b>${count.toLocaleString("en-US")}</b><span>${severity}</span></label>`;
}

function timelineOf(alerts: readonly FoundAlert[], { stretch }: Replay): Markup {
  const marks = alerts.map(
    ({ announcement, match, firstSeen, lastSeen, count }, index): TimelineMark => ({
      severity: announcement.severity,
      from: firstSeen,
      to: lastSeen,
      count,
      label: `${utc(firstSeen)}, ${announcement.severity}: ${match.title} (${counted(count, "time")})`,
      href: `#alert-${index + 1}`,
    }),
  );
  const from = Math.min(stretch?.from ?? Number.POSITIVE_INFINITY, ...marks.map((mark) => mark.from));
  const to = Math.max(stretch?.to ?? Number.NEGATIVE_INFINITY, ...marks.map((mark) => mark.to));
  // A few records of one moment would be drawn on top of each other's times.
  const room = Math.max(0, SHORTEST_TIMELINE - (to - from)) / 2;
  return timeline(marks, from - room, to + room);
}
