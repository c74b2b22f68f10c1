import { openCarriers } from "./carriers/open-carriers";
import type { DeliveredEvent } from "./event";
import { isFields } from "./fields";
import { parseEvents } from "./parse-events";

/** What one value of a log file holds. */
export type ReadEvents =
  /** `value` is the record, event or finding as it was put into whatever carries it. */
  | { readonly kind: "events"; readonly value: unknown; readonly events: readonly DeliveredEvent[] }
  /** Text that is no JSON, such as a line of an access log. */
  | { readonly kind: "text"; readonly text: string }
  /** Of a known kind that holds no event. */
  | { readonly kind: "skipped"; readonly reason: string }
  /** Anything else: what it holds was not looked at. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Why text is not readable, where it is no line of an access log either. */
export const PLAIN_TEXT = "text that is neither JSON nor a line of an access log";

/** Reads what people have of CloudTrail and other services' findings, in whatever services and tools pass it on. Never throws. */
export function* readEvents(value: unknown): Generator<ReadEvents, void> {
  for (const carried of openCarriers(value)) {
    if (carried.kind !== "value") {
      yield carried;
      continue;
    }
    const parsed = parseEvents(carried.value);
    if (parsed.kind === "events") yield { ...parsed, value: carried.value };
    else if (parsed.kind === "unreadable" && isFields(carried.value) && "Records" in carried.value)
      yield { kind: "unreadable", reason: "Records that are not a list" };
    else yield parsed;
  }
}
