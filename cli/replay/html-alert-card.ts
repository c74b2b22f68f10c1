import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { plainLine } from "@palisade/engine/alerts/sanitize";
import { facts, opening } from "@palisade/engine/alerts/text/facts";
import { countedMatches, utc } from "@palisade/engine/alerts/text/wording";
import { links } from "@palisade/engine/channels/links";
import { bucketsOf, resourcesOf, sourceIpsOf } from "@palisade/engine/detections/engine/match-names";
import { type Markup, markup } from "../lib/reports/markup";
import { receivedAlertOf } from "./received-alert-of";
import type { FoundAlert } from "./replay";
import type { ReplayQuestion } from "./replay-question";

/** What a message says of when it comes and of what follows, which no recorded log knows. */
const OF_DELIVERY: ReadonlySet<string> = new Set(["When", "How often"]);

/** One alert as an item of the page's list, with all that speaks for it. */
export function alertCard(alert: FoundAlert, index: number, { project, runbooks }: ReplayQuestion): Markup {
  const received = receivedAlertOf(alert, project);
  const { severity, match, firstSeen, lastSeen, count, nextSteps } = received;
  const span = count === 1 ? utc(firstSeen) : `${utc(firstSeen)} to ${utc(lastSeen)}`;
  const where = links(received, runbooks === undefined ? {} : { runbookBase: runbooks });
  return markup`<li class="card ${severity}" id="alert-${index + 1}">
<details>
<summary>
<span class="top"><span class="pill">${severity}</span><time>${utc(firstSeen)}</time></span>
<span class="title">${match.title}</span>
<span class="opening">${opening(received).join(" ")}</span>
<span class="chips">${chips(received).map((chip) => markup`<span>${chip}</span>`)}</span>
</summary>
<div class="more">
<dl>
${facts(received)
  .filter(({ label }) => !OF_DELIVERY.has(label))
  .map(({ label, value, kind }) => row(label, value, kind === "ours" ? "ours" : "theirs"))}
${row("When", `${span}, ${countedMatches(count, match)}`, "ours")}
${row("Account, region", [match.account ?? "not recorded", match.region ?? "not recorded"].join(", "), "theirs")}
${row("Events", eventsOf(alert), "theirs")}
${alert.input === undefined ? "" : row("Recorded in", alert.input, "theirs")}
${row("Detection", match.detection, "ours")}
${row("Would go to", recipientsOf(alert), "ours")}
</dl>
<h3>What to do</h3>
<ol>${nextSteps.map((step) => markup`<li>${plainLine(step, 500)}</li>`)}</ol>
${where.length === 0 ? "" : markup`<p class="links">${where.map(({ text, url }) => markup`<a href="${url}" rel="noreferrer noopener">${text}</a>`)}</p>`}
</div>
</details>
</li>`;
}

function row(label: string, value: string, kind: "ours" | "theirs"): Markup {
  return markup`<div><dt>${label}</dt><dd class="${kind}">${value}</dd></div>`;
}

/** What one looks for when one skims. */
function chips({ match, count }: ReceivedAlert): readonly string[] {
  const buckets = bucketsOf(match);
  return [
    ...firstOf(buckets.length > 0 ? buckets : resourcesOf(match)),
    ...firstOf(sourceIpsOf(match)),
    match.actor,
    countedMatches(count, match),
  ].map((text) => plainLine(text, 80));
}

/** The first of several, and how many more. */
function firstOf([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return others.length === 0 ? [first] : [first, `and ${others.length} more`];
}

const MOST_EVENTS = 10;

function eventsOf({ eventIds }: FoundAlert): string {
  const left = eventIds.length - MOST_EVENTS;
  return eventIds.slice(0, MOST_EVENTS).join(", ") + (left > 0 ? ` and ${left.toLocaleString("en-US")} more` : "");
}

function recipientsOf({ channels, held }: FoundAlert): string {
  const atOnce = channels.filter((name) => !held.includes(name));
  const parts = [
    ...(atOnce.length > 0 ? [atOnce.join(", ")] : []),
    ...(held.length > 0 ? [`the digest instead of ${held.join(", ")}: quiet hours`] : []),
  ];
  return parts.length === 0 ? "no channel" : parts.join("; ");
}
