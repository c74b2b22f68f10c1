import type { Candidate } from "../../detections/engine/candidate";
import type { Match } from "../incident";
import { KEPT_DAYS } from "../lifetimes";
import { withAmount } from "./amount-in-words";
import { ELEMENT_BYTES, type Element } from "./element";
import type { ElementTable, Slices } from "./element-table";
import { type Span, sequenceSpans, spanAt, thresholdSpans, totalOf } from "./reached-spans";
import { RecentMap } from "./recent-map";
import { type Share, SLICES, shareOf, sliceAt, sliceSeconds, type WindowRule } from "./share";

export interface PromotionOptions {
  readonly table: ElementTable;
  /** Milliseconds since the epoch; absent where events are old ones and bring the time themselves. */
  readonly now?: (() => number) | undefined;
}

export type Promote<Rule> = (
  key: string,
  rule: Rule,
  candidates: readonly Candidate[],
) => Promise<ReadonlyMap<Candidate, Match>>;

const KNOWN_KEYS = 10_000;
/** What a sequence's step keeps of a slice before it takes one event of a batch only. */
const CROWD = 300;
/** A write costs by the size of its item: from here on what is long over is dropped. */
const LARGE_BYTES = 8 * 1024;
/** An item ends at 400 KB; over this, dropped is whatever is oldest. */
const TOO_LARGE_BYTES = 64 * 1024;
const SLICE_BYTES = 12;

/** Thresholds and sequences. What a process has seen to be full it need not write again. */
export function createWindowPromotion({ table, now }: PromotionOptions): Promote<WindowRule> {
  const crowdedLanes = new RecentMap<string, ReadonlySet<string>>(KNOWN_KEYS);

  return async (key, rule, candidates) => {
    const windowKey = `${key}|${suffixOf(rule)}`;
    const shares = candidates.map((candidate) => shareOf(candidate, rule));
    const crowded = crowdedLanes.get(windowKey) ?? NOTHING;
    const additions = additionsOf(shares, rule, crowded);
    let slices: Slices = NO_SLICES;
    let full = crowded;
    if (additions.size > 0) {
      slices = await table.add(windowKey, additions, KEPT_DAYS.event + rule.withinMinutes / MINUTES_A_DAY);
      full = lanesThatCrowd(slices, rule, crowded);
      if (full.size > 0) crowdedLanes.set(windowKey, full);
      const over = slicesToDrop(slices, shares, now ? sliceAt(now(), rule) : Number.POSITIVE_INFINITY);
      if (over.length > 0) await table.drop(windowKey, over);
    }
    const spans = spansOf(slices, shares, rule);
    const promoted = new Map<Candidate, Match>();
    for (const { candidate, slice, time } of shares) {
      const amount = spanAt(spans, time)?.amount ?? (isFull(slice, rule, full) ? rule.reach : undefined);
      if (amount !== undefined) promoted.set(candidate, withAmount(candidate.match, rule, amount));
    }
    return promoted;
  };
}

const MINUTES_A_DAY = 24 * 60;
const NOTHING: ReadonlySet<string> = new Set();
const NO_SLICES: Slices = new Map();

const suffixes = new WeakMap<WindowRule, string>();

/** A rule that is tuned begins with a window of its own: its slices and amounts would not fit the old ones. */
function suffixOf(rule: WindowRule): string {
  let suffix = suffixes.get(rule);
  if (suffix === undefined) {
    suffix = rule.kind === "threshold" ? `${rule.measure} ${rule.reach}` : `sequence of ${rule.steps.length}`;
    suffix += ` within ${rule.withinMinutes}`;
    suffixes.set(rule, suffix);
  }
  return suffix;
}

/** What is kept together in a slice: all of a threshold, one step of a sequence. */
function laneOf(slice: number, element: Element, rule: WindowRule): string {
  return rule.kind === "sequence" ? `${slice}.${element.number}` : String(slice);
}

/** A slice that alone holds what is asked for: an event that falls into it is a match, and need not be written. */
function isFull(
  slice: number,
  rule: WindowRule,
  crowded: ReadonlySet<string>,
): rule is WindowRule & { kind: "threshold" } {
  return rule.kind === "threshold" && crowded.has(String(slice));
}

function additionsOf(shares: readonly Share[], rule: WindowRule, crowded: ReadonlySet<string>): Slices {
  const lanes = new Map<string, { readonly slice: number; readonly elements: Map<string, Element> }>();
  for (const { slice, element } of shares) {
    if (element === undefined || isFull(slice, rule, crowded)) continue;
    const lane = laneOf(slice, element, rule);
    const { elements } = lanes.get(lane) ?? { elements: new Map<string, Element>() };
    elements.set(element.id, element);
    lanes.set(lane, { slice, elements });
  }
  const additions = new Map<number, Element[]>();
  for (const [lane, { slice, elements }] of lanes) {
    const chosen = choose([...elements.values()], rule, crowded.has(lane));
    additions.set(slice, [...(additions.get(slice) ?? []), ...chosen]);
  }
  return additions;
}

/** As many as decide, the same ones whenever the same events come. */
function choose(elements: readonly Element[], rule: WindowRule, isCrowded: boolean): readonly Element[] {
  const room = rule.kind === "threshold" ? rule.reach : isCrowded ? 1 : CROWD;
  if (elements.length <= 1 || totalFor(elements, rule) <= room) return elements;
  const chosen: Element[] = [];
  let amount = 0;
  for (const element of elements.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (amount >= room) break;
    chosen.push(element);
    amount += rule.kind === "threshold" ? element.number : 1;
  }
  return chosen;
}

function totalFor(elements: readonly Element[], rule: WindowRule): number {
  return rule.kind === "threshold" ? totalOf(elements) : elements.length;
}

function lanesThatCrowd(slices: Slices, rule: WindowRule, before: ReadonlySet<string>): ReadonlySet<string> {
  const crowded = new Set<string>();
  for (const [slice, elements] of slices) {
    if (rule.kind === "threshold") {
      if (totalOf(elements) >= rule.reach) crowded.add(String(slice));
      continue;
    }
    const counts = new Map<number, number>();
    for (const { number } of elements) counts.set(number, (counts.get(number) ?? 0) + 1);
    for (const [step, count] of counts) if (count >= CROWD) crowded.add(`${slice}.${step}`);
  }
  return crowded.size === 0 ? before : new Set([...[...before].slice(-SLICES), ...crowded]);
}

/** Events of which nothing was kept may still lie within. Of a sequence, own elements count even where there was no room for them. */
function spansOf(slices: Slices, shares: readonly Share[], rule: WindowRule): readonly Span[] {
  const within = Math.max(rule.withinMinutes * 60, rule.kind === "threshold" ? sliceSeconds(rule) - 1 : 0);
  const kept = nearby(slices, shares);
  if (rule.kind === "threshold") {
    const silent = shares.flatMap(({ element, time }) => (element ? [] : [{ id: "", time, number: 0 }]));
    const isRepeated = rule.measure === "distinct";
    return thresholdSpans([...kept, ...silent], { reach: rule.reach, within, isRepeated });
  }
  const ids = new Set(kept.map(({ id }) => id));
  const own = shares.flatMap(({ element }) => (element && !ids.has(element.id) ? [element] : []));
  return sequenceSpans(
    [...kept, ...own],
    rule.steps.map(({ reach }) => reach),
    within,
  );
}

/** All that can lie in one window with any of these events. */
function nearby(slices: Slices, shares: readonly Share[]): readonly Element[] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { slice } of shares) {
    first = Math.min(first, slice);
    last = Math.max(last, slice);
  }
  const found: Element[] = [];
  for (const [slice, elements] of slices) {
    if (slice >= first - SLICES - 1 && slice <= last + SLICES + 1) for (const element of elements) found.push(element);
  }
  return found;
}

/**
 * The oldest first, none that these events belong to: a late event may come with more of its time. Slices of the future are the work
 * of a wrong clock, and go before all others, so that they do not outlive them.
 */
function slicesToDrop(slices: Slices, shares: readonly Share[], present: number): readonly number[] {
  let bytes = 0;
  for (const elements of slices.values()) bytes += sizeOf(elements);
  if (bytes <= LARGE_BYTES) return [];
  const own = new Set(shares.map(({ slice }) => slice));
  const isAhead = (slice: number) => slice > present + SLICES;
  const age = (slice: number) => (isAhead(slice) ? Number.NEGATIVE_INFINITY : slice);
  const inTurn = [...slices.keys()].toSorted((a, b) => age(a) - age(b) || a - b);
  const newest = inTurn.at(-1) ?? 0;
  const dropped: number[] = [];
  for (const slice of inTurn) {
    const isOver = isAhead(slice) || slice < newest - 2 * SLICES;
    if (own.has(slice) || !(isOver || bytes > TOO_LARGE_BYTES)) continue;
    dropped.push(slice);
    bytes -= sizeOf(slices.get(slice) ?? []);
  }
  return dropped;
}

function sizeOf(elements: readonly Element[]): number {
  return SLICE_BYTES + elements.length * (ELEMENT_BYTES + 1);
}
