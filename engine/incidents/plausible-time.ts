import type { Event } from "../events/event";
import type { Incident, Match } from "./incident";
import { KEPT_DAYS } from "./lifetimes";

/** Between which times something may have happened, in milliseconds since the epoch. */
export interface PossibleTimes {
  readonly from: number;
  readonly to: number;
}

/** AWS's clocks agree to the second; those of other products, whose findings Security Hub passes on, to a few minutes. */
const AHEAD_MS = 5 * 60_000;
/** So long may an event be on its way, dead letters and redriving included. */
const BEHIND_MS = KEPT_DAYS.event * 24 * 60 * 60_000;

/** What may arrive at a time. */
export function possibleAt(arrivedAt: number): PossibleTimes {
  return { from: arrivedAt - BEHIND_MS, to: arrivedAt + AHEAD_MS };
}

export function isPossible(time: number, { from, to }: PossibleTimes): boolean {
  return from <= time && time <= to;
}

/**
 * The event, at `instead` where its own time cannot be. Its time decides what it is counted with, and for how long: one record of next
 * year would take in all that comes until then, and one of 1970 would end every time of learning.
 */
export function atPossibleTime<E extends Event>(event: E, possible: PossibleTimes, instead: number): E {
  return isPossible(event.time, possible) ? event : { ...event, time: instead };
}

/** The incident as it would be had it begun now, where it begins so far ahead that it would take in all that comes until then. */
export function inPresent(incident: Incident, now: number): Incident {
  const { startsAt, endsAt, firstSeen, lastSeen } = incident;
  if (startsAt <= possibleAt(now).to) return incident;
  const seen = { firstSeen: Math.min(firstSeen, now), lastSeen: Math.min(lastSeen, now) };
  return { ...incident, ...seen, startsAt: now, endsAt: now + (endsAt - startsAt) };
}

/** Says on a match what time its record states, where that is another than the match's own. */
export function sayingStatedTime(match: Match, stated: number): Match {
  if (match.time === stated) return match;
  return { ...match, details: { ...match.details, "Time in the record": `${isoText(stated)}, which cannot be` } };
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}
