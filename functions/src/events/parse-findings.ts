import { type Fields, isFields } from "./fields";
import type { FindingEvent } from "./finding-event";
import { isEnvelope } from "./unwrap-envelope";

type ParsedFindings =
  | { readonly kind: "events"; readonly events: readonly FindingEvent[] }
  | { readonly kind: "skipped"; readonly reason: string };

type FeedParser = (envelope: Fields & { readonly detail: Fields }) => readonly FindingEvent[] | undefined;

/** By detail type. */
const PARSERS: ReadonlyMap<string, FeedParser> = new Map<string, FeedParser>([]);

/** Whether a value is an EventBridge event that carries another service's findings. */
export function isFinding(value: unknown): boolean {
  return isFields(value) && isEnvelope(value) && PARSERS.has(String(value["detail-type"]));
}

/** Reads the findings of an EventBridge event; of Security Hub there may be several in one. Never throws. */
export function parseFindings(raw: unknown): ParsedFindings {
  if (!isEnvelope(raw)) return { kind: "skipped", reason: "an EventBridge event that is no finding" };
  const events = PARSERS.get(String(raw["detail-type"]))?.(raw);
  return events ? { kind: "events", events } : { kind: "skipped", reason: "a finding that cannot be read" };
}
