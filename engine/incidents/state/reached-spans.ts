import type { Element } from "./element";

/** A stretch of time in which enough came together; every event within it is part of that. Seconds, both ends inclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** What a threshold counted in it, or the number of a sequence's events. */
  readonly amount: number;
}

/**
 * Stretches of at most `within` seconds whose elements reach what is asked for. `isRepeated` says that an id may be there several times
 * and counts once; it costs.
 */
export function thresholdSpans(
  elements: readonly Element[],
  { reach, within, isRepeated }: { readonly reach: number; readonly within: number; readonly isRepeated: boolean },
): readonly Span[] {
  if (totalOf(elements) < reach) return [];
  const inOrder = elements.toSorted((a, b) => a.time - b.time);
  const sum = isRepeated ? new DistinctSum() : new Sum();
  const spans: Span[] = [];
  let left = 0;
  for (const element of inOrder) {
    for (let first = inOrder[left]; first && element.time - first.time > within; first = inOrder[++left]) {
      sum.remove(first);
    }
    sum.add(element);
    if (sum.amount >= reach) {
      addSpan(spans, { from: inOrder[left]?.time ?? element.time, to: element.time, amount: sum.amount });
    }
  }
  return spans;
}

class Sum {
  amount = 0;

  add({ number }: Element): void {
    this.amount += number;
  }

  remove({ number }: Element): void {
    this.amount -= number;
  }
}

class DistinctSum extends Sum {
  readonly #counts = new Map<string, number>();

  override add(element: Element): void {
    const count = this.#counts.get(element.id) ?? 0;
    this.#counts.set(element.id, count + 1);
    if (count === 0) super.add(element);
  }

  override remove(element: Element): void {
    const count = (this.#counts.get(element.id) ?? 1) - 1;
    this.#counts.set(element.id, count);
    if (count === 0) super.remove(element);
  }
}

export function totalOf(elements: readonly Element[]): number {
  let total = 0;
  for (const { number } of elements) total += number;
  return total;
}

/**
 * Stretches of at most `within` seconds in which every step was reached. A step begins only once the one before has begun, and what
 * came earlier does not count for it; within one second no one can tell, so there the order is taken as it fits.
 */
export function sequenceSpans(
  elements: readonly Element[],
  reaches: readonly number[],
  within: number,
): readonly Span[] {
  const isHopeless = reaches.some((reach, step) => elements.filter(({ number }) => number === step).length < reach);
  if (isHopeless) return [];
  const inOrder = elements.toSorted((a, b) => a.time - b.time || a.number - b.number);
  const spans: Span[] = [];
  inOrder.forEach(({ number, time }, start) => {
    // Whatever begins in the same second gives the same stretch.
    const isFirst = number === 0 && !(inOrder[start - 1]?.time === time && inOrder[start - 1]?.number === 0);
    const span = isFirst ? spanFrom(inOrder, start, reaches, within) : undefined;
    if (span) addSpan(spans, span);
  });
  return spans;
}

function spanFrom(
  inOrder: readonly Element[],
  start: number,
  reaches: readonly number[],
  within: number,
): Span | undefined {
  const counts = reaches.map(() => 0);
  let missing = reaches.length;
  let amount = 0;
  const from = inOrder[start]?.time ?? 0;
  let to = from;
  for (let at = start; at < inOrder.length; at++) {
    const { number: step, time } = inOrder[at] as Element;
    if (time - from > within) break;
    if (step > 0 && (counts[step - 1] ?? 0) === 0) continue;
    const count = (counts[step] ?? 0) + 1;
    counts[step] = count;
    if (count === reaches[step]) missing--;
    amount++;
    to = time;
  }
  return missing === 0 ? { from, to, amount } : undefined;
}

/** Spans come in order; those that touch are one, of which the largest amount is reported. */
function addSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last && span.from <= last.to) {
    const to = Math.max(last.to, span.to);
    spans[spans.length - 1] = { from: last.from, to, amount: Math.max(last.amount, span.amount) };
  } else spans.push(span);
}

export function spanAt(spans: readonly Span[], time: number): Span | undefined {
  return spans.find(({ from, to }) => from <= time && time <= to);
}
