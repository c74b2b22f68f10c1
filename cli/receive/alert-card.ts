import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { plainLine } from "@palisade/engine/alerts/sanitize";
import { type Fact, facts, opening, references } from "@palisade/engine/alerts/text/facts";
import { countedMatches } from "@palisade/engine/alerts/text/wording";
import { caveat } from "@palisade/engine/channels/headline";
import { links } from "@palisade/engine/channels/links";
import { bucketsOf, resourcesOf, sourceIpsOf } from "@palisade/engine/detections/engine/match-names";
import { html } from "hono/html";
import type { KeptAlert } from "./alert-log";

export type Html = ReturnType<typeof html>;

const NEWS: Readonly<Record<ReceivedAlert["kind"], string>> = {
  opened: "new",
  raised: "now graver",
  closed: "window ended",
};

/** One alert as an item of the page's list. Whatever it says is escaped text, and made plain as for mail. */
export function alertCard({ alert, origin, receivedAt }: KeptAlert): Html {
  const { id, severity, kind, match } = alert;
  const received = new Date(receivedAt).toISOString();
  const warning = caveat(alert);
  return html`<li class="card ${severity}" id="a-${id}" data-id="${id}" data-severity="${severity}">
<details>
<summary>
<span class="top"><span class="pill">${severity}</span><span class="news">${NEWS[kind]}</span><time datetime="${received}">${received.slice(11, 19)} UTC</time></span>
<span class="title">${plainLine(match.title, 200)}</span>
<span class="opening">${opening(alert).join(" ")}</span>
<span class="chips">${chips(alert).map((chip) => html`<span>${chip}</span>`)}</span>
</summary>
<div class="more">
${warning === undefined ? "" : html`<p class="warning">${warning}</p>`}
<dl>${[...facts(alert), ...references(alert)].map(row)}</dl>
<h3>What to do</h3>
<ol>${alert.nextSteps.map((step) => html`<li>${plainLine(step, 500)}</li>`)}</ol>
<p class="links">${links(alert, {}).map(({ text, url }) => html`<a href="${url}" target="_blank" rel="noreferrer noopener">${text}</a>`)}<a href="/alerts/${id}">JSON</a><span>by ${origin === "sns" ? "SNS" : "webhook"}</span></p>
</div>
</details>
</li>`;
}

/** What one looks for when one skims. */
function chips({ match, count }: ReceivedAlert): readonly string[] {
  const buckets = bucketsOf(match);
  const texts = [
    ...firstOf(buckets.length > 0 ? buckets : resourcesOf(match)),
    ...firstOf(sourceIpsOf(match)),
    match.region,
    match.account,
  ];
  return [
    ...texts.filter((text) => text !== undefined && text !== "").map((text) => plainLine(String(text), 80)),
    countedMatches(count, match),
  ];
}

/** The first of several, and how many more. */
function firstOf([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return others.length === 0 ? [first] : [first, `and ${others.length} more`];
}

function row({ label, value, kind }: Fact): Html {
  return html`<div><dt>${label}</dt><dd class="${kind === "ours" ? "ours" : "theirs"}">${value}</dd></div>`;
}
