import { createHash } from "node:crypto";
import type { Match } from "@palisade/engine/incidents/incident";

/** Matches of one log, folded until they are recorded. */
export interface MatchFold {
  readonly add: (match: Match) => void;
  /** How many incidents' parts it holds. */
  readonly size: number;
  /** What was folded since the last time, and begins anew. */
  readonly take: () => readonly Match[];
}

export interface MatchFoldOptions {
  /** What identifies this log, and is the same whenever it is read. */
  readonly log: string;
  /** How long matches of a detection fold into one incident. */
  readonly dedupMinutesOf: (detection: string) => number;
  /** Until when other logs may still say the same, in milliseconds since the epoch. */
  readonly settlesAt: number;
}

interface Part {
  count: number;
  first: Match;
  last: Match;
}

const MINUTE = 60_000;

/**
 * Thousands of a log's lines say the same: one stands for all before anything is recorded. What is folded is of one incident, one
 * severity and one stretch of time as long as the incident's, since a log may hold hours. The first stands for all but the last, so that
 * the incident knows when both were. Ids depend on the log alone: reading it again announces nothing twice.
 */
export function createMatchFold({ log, dedupMinutesOf, settlesAt }: MatchFoldOptions): MatchFold {
  let parts = new Map<string, Part>();
  let taken = 0;

  const add = (match: Match) => {
    const stretch = Math.floor(match.time / (dedupMinutesOf(match.detection) * MINUTE));
    const key = `${match.severity}|${stretch}|${match.dedupKey}`;
    const part = parts.get(key);
    if (part === undefined) {
      parts.set(key, { count: eventsOf(match), first: match, last: match });
      return;
    }
    part.count += eventsOf(match);
    if (match.time < part.first.time) part.first = match;
    if (match.time >= part.last.time) part.last = match;
  };

  return {
    add,
    get size() {
      return parts.size;
    },
    take: () => {
      const folded = [...parts]
        .flatMap(([key, part]) => matchesOf(part, `${log}|${taken}|${key}`))
        .map((match) => ({ ...match, settlesAt }));
      parts = new Map();
      taken++;
      return folded;
    },
  };
}

function eventsOf({ events = 1 }: Match): number {
  return events;
}

function matchesOf({ count, first, last }: Part, id: string): readonly Match[] {
  const isOne = first === last;
  const rest = count - eventsOf(last);
  const head = withId(first, `${id}|first`, isOne ? count : rest);
  return isOne ? [head] : [head, withId(last, `${id}|last`, eventsOf(last))];
}

/** The line's own id says which request it was; what follows distinguishes it from the same line in another log. */
function withId(match: Match, id: string, events: number): Match {
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 32);
  return { ...match, eventId: `${match.eventId}@${hash}`, ...(events !== 1 && { events }) };
}
