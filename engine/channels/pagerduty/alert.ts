import type { ReceivedAlert } from "../../alerts/received-alert";
import { plainLine } from "../../alerts/sanitize";
import { facts, opening, references } from "../../alerts/text/facts";
import { caveat, headline, numberedSteps } from "../headline";
import { type Link, type LinkOptions, links } from "../links";
import { type PagerDutySeverity, pagerDutySeverity } from "./severity";

// https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ (summary 1,024, dedup_key 255) and .../overview/ (512 KB).
const LONGEST_SUMMARY = 1024;
const LONGEST_STEP = 500;

export type PagerDutyEvent =
  | {
      readonly routing_key: string;
      readonly dedup_key: string;
      readonly event_action: "trigger";
      readonly client: string;
      readonly payload: {
        readonly summary: string;
        readonly source: string;
        readonly severity: PagerDutySeverity;
        readonly timestamp: string;
        readonly component: string;
        readonly group: string;
        readonly class: string;
        readonly custom_details: Readonly<Record<string, string | readonly string[]>>;
      };
      readonly links: readonly { readonly href: string; readonly text: string }[];
    }
  | { readonly routing_key: string; readonly dedup_key: string; readonly event_action: "resolve" };

/**
 * The alert for PagerDuty's Events API v2, which has no markup. One incident of ours is one of theirs: a graver alert adds to it, and the
 * end of the incident's window resolves it. The window is part of the key, so a resolve that comes late ends nothing that is newer.
 */
export function pagerDutyAlert(alert: ReceivedAlert, routingKey: string, options: LinkOptions = {}): PagerDutyEvent {
  const head = { routing_key: routingKey, dedup_key: alert.incident };
  if (alert.kind === "closed") return { ...head, event_action: "resolve" };
  const { match, project } = alert;
  return {
    ...head,
    event_action: "trigger",
    client: `Palisade, project ${project}`,
    payload: {
      summary: plainLine(`${headline(alert, 300)}: ${opening(alert).at(-1)}`, LONGEST_SUMMARY),
      source: sourceOf(alert),
      severity: pagerDutySeverity(alert.severity),
      timestamp: new Date(match.time).toISOString(),
      component: plainLine(match.bucket ?? match.service ?? "aws", 255),
      group: plainLine(match.account ?? project, 255),
      class: match.detection,
      custom_details: customDetails(alert),
    },
    links: links(alert, options).map(({ url, text }: Link) => ({ href: url, text })),
  };
}

/** PagerDuty asks for what is affected, and refuses an empty text. */
function sourceOf({ match, project }: ReceivedAlert): string {
  return plainLine([match.bucket, match.resource, match.account].find((text) => text?.trim()) ?? project, 255);
}

function customDetails(alert: ReceivedAlert): Readonly<Record<string, string | readonly string[]>> {
  const note = caveat(alert);
  return {
    ...Object.fromEntries([...facts(alert), ...references(alert)].map(({ label, value }) => [label, value])),
    ...(note === undefined ? {} : { Note: note }),
    "What to do next": numberedSteps(alert, LONGEST_STEP),
  };
}
