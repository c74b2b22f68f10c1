import { parseCloudTrail } from "./cloudtrail/parse-cloudtrail";
import type { DeliveredEvent } from "./event";
import { isFinding, parseFindings } from "./findings/parse-findings";

/** The events that a value holds, or why it holds none: skipped and unreadable as `parseCloudTrail` has them. Reasons are few and fixed, so that they can be counted. */
export type ParsedEvents =
  | { readonly kind: "events"; readonly events: readonly DeliveredEvent[] }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads whatever the queue or a log may hold: a CloudTrail record, bare or enveloped, or another service's finding. Never throws. */
export function parseEvents(raw: unknown): ParsedEvents {
  if (isFinding(raw)) return parseFindings(raw);
  const parsed = parseCloudTrail(raw);
  return parsed.kind === "event" ? { kind: "events", events: [parsed.event] } : parsed;
}
