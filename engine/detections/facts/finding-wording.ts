import { fieldsOf, textOf } from "../../events/fields";
import type { FindingEvent } from "../../events/findings/finding-event";
import { listInWords } from "./list-in-words";

/** A title is one sentence; what is longer is someone's attempt to fill an alert. */
const LONGEST_TITLE = 400;

/** What a service reports on what, as a sentence: `GuardDuty reports Recon:EC2/Portscan on i-0abc: …`. */
export function reportInWords(service: string, event: FindingEvent): string {
  const { type, title } = event;
  const on = concernedInWords(event);
  const says = title === undefined ? "" : `: ${withoutStop(title.slice(0, LONGEST_TITLE))}`;
  return `${service} reports ${type}${on === undefined ? "" : ` on ${on}`}${says}`;
}

/** `bucket a`, `buckets a, b, c and 4 more`, else the resources; undefined where it names neither. */
export function concernedInWords({ buckets, resources }: FindingEvent): string | undefined {
  if (buckets.length > 0) return `${buckets.length === 1 ? "bucket" : "buckets"} ${listInWords(buckets)}`;
  return resources.length > 0 ? listInWords(resources) : undefined;
}

/** What an alert on any finding shows besides its sentence; what is absent is left out. */
export function findingDetails(
  event: FindingEvent,
  more: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string>> {
  const texts = { Finding: event.findingId, Type: event.type, "In its words": event.description, ...more };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([label, text]) => (text === undefined ? [] : [[label, text]])),
  );
}

/** How often GuardDuty saw it, and what was called. */
export function guardDutyDetails(event: FindingEvent): Readonly<Record<string, string>> {
  const service = fieldsOf(event.detail["service"]);
  const action = fieldsOf(service["action"]);
  const call = fieldsOf(action["awsApiCallAction"]);
  const { severity } = event.detail;
  return findingDetails(event, {
    "GuardDuty's severity": typeof severity === "number" ? String(severity) : undefined,
    Count: typeof service["count"] === "number" ? String(service["count"]) : undefined,
    "First seen": textOf(service["eventFirstSeen"]),
    "Last seen": textOf(service["eventLastSeen"]),
    Call: textOf(call["api"]),
  });
}

function withoutStop(title: string): string {
  const text = title.trim();
  return text.endsWith(".") ? text.slice(0, -1) : text;
}
