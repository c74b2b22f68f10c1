import { utc } from "@palisade/engine/alerts/text/wording";
import { bucketsOf, sourceIpsOf } from "@palisade/engine/detections/engine/match-names";
import { compareSeverity, SEVERITIES, type Severity } from "@palisade/engine/severity";
import { counted } from "../lib/counted";
import { groupedBy } from "../lib/reports/grouped-by";
import { type Markup, markup } from "../lib/reports/markup";
import type { FoundAlert } from "./replay";

const MOST_ACTORS = 25;
const MOST_NAMES = 3;

/** The principals and services of all alerts, by the severity of theirs. */
export function actorsTable(alerts: readonly FoundAlert[]): Markup {
  const actors = [...groupedBy(alerts, ({ match }) => match.actor)].toSorted(
    ([, a], [, b]) => compareSeverity(highestOf(b), highestOf(a)) || b.length - a.length,
  );
  const left = actors.length - MOST_ACTORS;
  return markup`<table class="actors">
<thead><tr><th scope="col">Principal or service</th><th scope="col">From</th><th scope="col">Buckets</th><th scope="col">Alerts</th><th scope="col">First seen</th></tr></thead>
<tbody>
${actors.slice(0, MOST_ACTORS).map(([actor, theirs]) => row(actor, theirs))}
</tbody>
</table>
${left > 0 ? markup`<p class="hint">And ${counted(left, "more principal")}.</p>` : ""}`;
}

function row(actor: string, alerts: readonly FoundAlert[]): Markup {
  const addresses = alerts.flatMap(({ match }) => sourceIpsOf(match));
  const buckets = alerts.flatMap(({ match }) => bucketsOf(match));
  const first = Math.min(...alerts.map(({ firstSeen }) => firstSeen));
  return markup`<tr><td class="name">${breakable(actor)}</td><td data-label="From">${few(addresses, "not recorded")}</td><td data-label="Buckets">${few(buckets, "none")}</td><td><span class="pills">${pills(alerts)}</span></td><td data-label="First seen" class="time">${utc(first).slice(0, 16)}</td></tr>`;
}

/** An ARN may break between its parts, and not within a name. */
function breakable(name: string): readonly Markup[] {
  return name.split(/(?<=[:/])/).map((part) => markup`${part}<wbr>`);
}

function few(names: readonly string[], none: string): string {
  const distinct = [...new Set(names)];
  const left = distinct.length - MOST_NAMES;
  if (distinct.length === 0) return none;
  return distinct.slice(0, MOST_NAMES).join(", ") + (left > 0 ? ` and ${left.toLocaleString("en-US")} more` : "");
}

function pills(alerts: readonly FoundAlert[]): readonly Markup[] {
  return SEVERITIES.toReversed().flatMap((severity) => {
    const count = alerts.filter(({ announcement }) => announcement.severity === severity).length;
    return count === 0 ? [] : [markup`<span class="pill ${severity}">${count} ${severity}</span>`];
  });
}

function highestOf(alerts: readonly FoundAlert[]): Severity {
  return (
    alerts
      .map(({ announcement }) => announcement.severity)
      .toSorted(compareSeverity)
      .at(-1) ?? "informational"
  );
}
