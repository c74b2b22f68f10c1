import type { Candidate, StateRule } from "../../detections/engine/candidate";
import type { Match } from "../incident";
import { type Element, hashOf, numberOf, secondOf } from "./element";
import type { ElementTable, Slices } from "./element-table";
import { createLearningClock, LEARNED_DAYS } from "./learning-clock";
import type { Promote } from "./promote-in-window";
import { RecentMap } from "./recent-map";

export type FirstSeenRule = Extract<StateRule, { readonly kind: "first-seen" }>;

/** A key with more values than this has no habits: from here on nothing is news, as the detections' own pages say. */
export const MAX_VALUES = 2_000;
const KNOWN_KEYS = 2_000;
const DAY = 24 * 60 * 60;
/** Habits have no window, so all lie in one slice. */
const SLICE = 0;

/** The first element of each value. */
type Habits = ReadonlyMap<string, Element>;

/**
 * Something new for a key, once the detection has learned for long enough; a key that is new itself brings news like any other. The first
 * event of a value is kept with it, so that it is the first again when it is delivered again.
 */
export function createFirstSeenPromotion(table: ElementTable): Promote<FirstSeenRule> {
  const known = new RecentMap<string, Habits>(KNOWN_KEYS);
  const learningSince = createLearningClock(table);

  const learn = async (key: string, elements: readonly Element[]): Promise<Habits> => {
    const isNew = (habits: Habits | undefined) => elements.some(({ id }) => !habits?.has(id));
    let habits = known.get(key);
    // Usually nothing is new, and then one read in a process's life is all it costs.
    if (isNew(habits)) habits = habitsOf(await table.read(key));
    if (isNew(habits) && (habits?.size ?? 0) < MAX_VALUES) {
      const room = MAX_VALUES - (habits?.size ?? 0);
      const firsts = [...firstOf(elements.filter(({ id }) => !habits?.has(id))).values()].slice(0, room);
      habits = habitsOf(await table.add(key, new Map([[SLICE, firsts]]), LEARNED_DAYS));
    }
    const learned = habits ?? new Map<string, Element>();
    known.set(key, learned);
    return learned;
  };

  /** When habits are no longer only learned. Without a time of learning there is no clock to read. */
  const watchedFrom = async (detection: string, days: number, elements: Iterable<Element>): Promise<number> => {
    if (days === 0) return 0;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { time } of elements) earliest = Math.min(earliest, time);
    return (await learningSince(detection, earliest)) + days * DAY;
  };

  return async (key, { learningDays }, candidates) => {
    const [
      {
        match: { detection },
      },
    ] = candidates as readonly [Candidate, ...Candidate[]];
    const shares = candidates.map((candidate) => ({ candidate, element: elementOf(candidate) }));
    const own = shares.map(({ element }) => element);
    const habits = await learn(`${key}|first seen`, own);
    const from = await watchedFrom(detection, learningDays, [...habits.values(), ...own]);
    const promoted = new Map<Candidate, Match>();
    for (const { candidate, element } of shares) {
      const first = habits.get(element.id);
      const isFirst = first?.time === element.time && first.number === element.number;
      if (isFirst && element.time >= from) promoted.set(candidate, candidate.match);
    }
    return promoted;
  };
}

function elementOf({ match, value = "" }: Candidate): Element {
  return {
    id: hashOf(value),
    time: secondOf(match.time),
    number: numberOf(hashOf(match.eventId)),
  };
}

function habitsOf(slices: Slices): Habits {
  return firstOf(slices.get(SLICE) ?? []);
}

function firstOf(elements: readonly Element[]): Habits {
  const firsts = new Map<string, Element>();
  for (const element of elements) {
    const first = firsts.get(element.id);
    if (!first || isBefore(element, first)) firsts.set(element.id, element);
  }
  return firsts;
}

function isBefore(a: Element, b: Element): boolean {
  return a.time === b.time ? a.number < b.number : a.time < b.time;
}
