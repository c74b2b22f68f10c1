import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import { isFields } from "@palisade/engine/events/fields";
import { LATENESS } from "@palisade/engine/incidents/store";

/**
 * A message that a channel's function puts into its own queue: when its time has come, what was told under this key is over. An incident
 * of one event has no alert at its end, and would stay open at the vendor for good.
 */
export interface Resolve {
  readonly resolve: string;
}

const MINUTE_MS = 60_000;

/** Whoever was told late has at least so long before it is taken back, unless the window itself is shorter. */
const LEAST_OPEN_MS = 30 * MINUTE_MS;

export function resolveJson(about: string): string {
  return JSON.stringify({ resolve: about } satisfies Resolve);
}

/** Undefined for anything else. */
export function parseResolve(value: unknown): Resolve | undefined {
  if (!isFields(value) || typeof value["resolve"] !== "string") return undefined;
  return { resolve: value["resolve"] };
}

/** Until when an incident stays open that was told of now: its window and the time that stragglers have, in milliseconds since the epoch. */
export function openUntil({ firstSeen, windowMinutes }: ReceivedAlert, now: number): number {
  const windowMs = windowMinutes * MINUTE_MS;
  return Math.max(firstSeen + windowMs + LATENESS, now + Math.min(windowMs, LEAST_OPEN_MS));
}
