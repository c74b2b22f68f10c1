import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { isFields } from "@palisade/engine/events/fields";
import { LATENESS } from "@palisade/engine/incidents/store";

/**
 * A message that a channel's function puts into its own queue: when its time has come, what was sent under this key ends at the vendor.
 * An incident of one event has no alert at its end, and would stay open there for good.
 */
export interface EndMessage {
  /** The key. Messages on their way have it under this name. */
  readonly resolve: string;
}

const MINUTE_MS = 60_000;

/** An incident that reached the vendor late stays open for at least so long, unless its window is shorter. */
const LEAST_OPEN_MS = 30 * MINUTE_MS;

export function endMessageJson(about: string): string {
  return JSON.stringify({ resolve: about } satisfies EndMessage);
}

/** Undefined for anything else. */
export function parseEndMessage(value: unknown): EndMessage | undefined {
  if (!isFields(value) || typeof value["resolve"] !== "string") return undefined;
  return { resolve: value["resolve"] };
}

/** Until when an incident stays open that is sent now: its window and the time that late events have, in milliseconds since the epoch. */
export function openUntil({ firstSeen, windowMinutes }: ReceivedAlert, now: number): number {
  const windowMs = windowMinutes * MINUTE_MS;
  return Math.max(firstSeen + windowMs + LATENESS, now + Math.min(windowMs, LEAST_OPEN_MS));
}
