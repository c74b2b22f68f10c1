import type { Candidate, StateRule } from "../../detections/engine/candidate";
import { type Element, hashOf, MAX_NUMBER, secondOf } from "./element";

export type WindowRule = Exclude<StateRule, { readonly kind: "first-seen" }>;

/** One candidate's part in its window. */
export interface Share {
  readonly candidate: Candidate;
  readonly slice: number;
  /** Seconds since the epoch, as its window sees it. */
  readonly time: number;
  /** Absent where it adds nothing. */
  readonly element: Element | undefined;
}

/** Slices are how a window forgets: they are dropped whole. */
export const SLICES = 12;
const MINUTE = 60;
/** A slice or window holds about so many elements when it is full. */
const FINEST = 1_000;

export function sliceSeconds({ withinMinutes }: WindowRule): number {
  return Math.max(1, Math.ceil(withinMinutes / SLICES)) * MINUTE;
}

/** The slice of a time in milliseconds since the epoch. */
export function sliceAt(time: number, rule: WindowRule): number {
  return Math.floor(secondOf(time) / sliceSeconds(rule));
}

/** What a candidate adds, and where. */
export function shareOf(candidate: Candidate, rule: WindowRule): Share {
  const second = secondOf(candidate.match.time);
  const slice = sliceAt(candidate.match.time, rule);
  const { match, value, weight = 1, step = 0 } = candidate;
  if (rule.kind === "sequence") {
    return { candidate, slice, time: second, element: { id: hashOf(match.eventId), time: second, number: step } };
  }
  if (rule.measure === "distinct") {
    // One time for all in a slice: a value that comes a thousand times is kept once.
    const from = slice * sliceSeconds(rule);
    return { candidate, slice, time: from, element: elementOf(value ?? "", from, 1, rule.reach) };
  }
  const amount = rule.measure === "weight" ? weight : 1;
  return { candidate, slice, time: second, element: elementOf(match.eventId, second, amount, rule.reach) };
}

/**
 * A million requests of a kilobyte would each need an element on the way to ten gigabytes. Of what weighs less than a thousandth of the
 * reach, one in so many is kept, and counts for all: which ones depends on their hashes alone, so it stays the same however often they
 * come. The sum is then right within a few percent. Whatever asks for up to a thousand events is counted exactly.
 */
function elementOf(text: string, time: number, weight: number, reach: number): Element | undefined {
  const id = hashOf(text);
  const least = Math.ceil(reach / FINEST);
  // Not a number is no weight.
  const amount = weight > 0 ? Math.min(Math.round(weight), MAX_NUMBER) : 0;
  if (amount >= least) return { id, time, number: amount };
  const isKept = Number.parseInt(id.slice(-8), 16) / 2 ** 32 < amount / least;
  return isKept ? { id, time, number: least } : undefined;
}
