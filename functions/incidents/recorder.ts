import type { ChangeDeps } from "@palisade/engine/incidents/change-incident";
import { changeIncident, IncidentContendedError } from "@palisade/engine/incidents/change-incident";
import { fold } from "@palisade/engine/incidents/fold";
import type { Match } from "@palisade/engine/incidents/incident";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import type { Publish, PublishNote } from "@palisade/engine/incidents/outbox";
import { emptyOutbox, type Leased, leaseOutbox } from "@palisade/engine/incidents/outbox";
import { inPresent } from "@palisade/engine/incidents/plausible-time";
import type { IncidentStore } from "@palisade/engine/incidents/store";
import { MAX_NEW_EVENTS } from "@palisade/engine/incidents/store";

export interface RecorderOptions {
  /** How long matches of a detection fold into one incident. */
  readonly dedupMinutesOf: (detection: string) => number;
  readonly store: IncidentStore;
  readonly publish: Publish;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface Recorded {
  /** Alerts that went out. */
  readonly alerts: number;
  /** Matches that were counted without an alert of their own. */
  readonly folded: number;
  /** Matches that had been counted before. */
  readonly duplicates: number;
  /** Matches to be tried again, with the reason. */
  readonly failures: ReadonlyMap<Match, unknown>;
}

export interface Recorder {
  /** Counts matches in their incidents and publishes what is to be announced. Never throws; says which matches failed. */
  readonly record: (matches: readonly Match[]) => Promise<Recorded>;
}

interface Tally {
  alerts: number;
  folded: number;
  duplicates: number;
  readonly failures: Map<Match, unknown>;
}

/** Longest text that an incident keeps of an event: as long as a key of S3 can be, and as CloudTrail leaves most fields. */
const LONGEST_TEXT = 1024;
/** What the memory that stands in for the table may hold. */
const STAND_IN_CAPACITY = 10_000;

function trim(match: Match): Match {
  const isLong = ([name, value]: [string, unknown]) =>
    name !== "dedupKey" && name !== "eventId" && typeof value === "string" && value.length > LONGEST_TEXT;
  const long = Object.entries(match).filter(isLong);
  const details = match.details && { details: mapTexts(match.details) };
  if (long.length === 0) return { ...match, ...details };
  return {
    ...match,
    ...Object.fromEntries(long.map(([name, value]) => [name, value.slice(0, LONGEST_TEXT)])),
    ...details,
  };
}

function mapTexts(details: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(details).map(([label, text]) => [label, text.slice(0, LONGEST_TEXT)]));
}

/** By dedup key, oldest first, in parts that fit one transaction. */
function groupByIncident(matches: readonly Match[]): readonly (readonly (readonly Match[])[])[] {
  const byKey = new Map<string, Match[]>();
  for (const match of matches) {
    const group = byKey.get(match.dedupKey);
    if (group) group.push(match);
    else byKey.set(match.dedupKey, [match]);
  }
  return [...byKey.values()].map((group) => {
    const inOrder = group.toSorted((a, b) => a.time - b.time);
    const parts: Match[][] = [];
    for (let from = 0; from < inOrder.length; from += MAX_NEW_EVENTS) {
      parts.push(inOrder.slice(from, from + MAX_NEW_EVENTS));
    }
    return parts;
  });
}

interface Counted {
  /** To be published now. */
  readonly mine: readonly Leased[];
  readonly fresh: number;
  /** Of the fresh ones, those that an alert of their own announces. */
  readonly alerting: number;
}

const NOTHING: Counted = { mine: [], fresh: 0, alerting: 0 };

export function createRecorder(options: RecorderOptions): Recorder {
  const standIn = createMemoryStore({ capacity: STAND_IN_CAPACITY });

  /** Counts what is new and leases what is to be announced; the alerts go out only once this is saved. */
  const count = async (deps: ChangeDeps, first: Match, matches: readonly Match[]): Promise<Counted> => {
    const { dedupKey } = first;
    const dedupMinutes = options.dedupMinutesOf(first.detection);
    const distinct = [...new Map(matches.map((match) => [match.eventId, match])).values()];
    let counted = NOTHING;
    await changeIncident(deps, dedupKey, (current, seen) => {
      counted = NOTHING;
      const fresh = distinct.filter(({ eventId }) => !seen.has(eventId));
      if (fresh.length === 0 && !current) return undefined;
      const now = options.now();
      const open = current && inPresent(current.incident, now);
      const { incident, announcements } = fold(open, fresh.map(trim), { dedupMinutes });
      const { pending, mine } = leaseOutbox(current?.pending ?? [], announcements, now);
      const alerting = announcements.filter(({ kind }) => kind !== "closed").length;
      counted = { mine, fresh: fresh.length, alerting };
      if (fresh.length === 0 && mine.length === 0) return undefined;
      return { state: { incident, pending }, newEventIds: fresh.map(({ eventId }) => eventId) };
    });
    return counted;
  };

  const recordPart = async (store: IncidentStore, matches: readonly Match[], note: PublishNote, tally: Tally) => {
    const [first] = matches;
    if (!first) return;
    const deps = { store, sleep: options.sleep };
    const { mine, fresh, alerting } = await count(deps, first, matches);
    tally.duplicates += matches.length - fresh;
    tally.folded += fresh - alerting;
    const publish: Publish = async (announcement, toldWith) => {
      await options.publish(announcement, toldWith);
      tally.alerts++;
    };
    try {
      await emptyOutbox({ ...deps, publish }, first.dedupKey, mine, note);
    } catch (error) {
      for (const match of matches) tally.failures.set(match, error);
    }
  };

  /** The table is out of reach. People are alerted all the same, and the matches stay failed until the table has counted them. */
  const recordWithoutStore = async (matches: readonly Match[], error: unknown, tally: Tally) => {
    const withStandIn: Tally = { alerts: 0, folded: 0, duplicates: 0, failures: new Map() };
    await recordPart(standIn, matches, { duplicatesPossible: true }, withStandIn);
    tally.alerts += withStandIn.alerts;
    for (const match of matches) tally.failures.set(match, withStandIn.failures.get(match) ?? error);
  };

  const recordGroup = async (parts: readonly (readonly Match[])[], tally: Tally) => {
    for (const matches of parts) {
      try {
        await recordPart(options.store, matches, { duplicatesPossible: false }, tally);
      } catch (error) {
        if (error instanceof IncidentContendedError) for (const match of matches) tally.failures.set(match, error);
        else await recordWithoutStore(matches, error, tally);
      }
    }
  };

  return {
    record: async (matches) => {
      const tally: Tally = { alerts: 0, folded: 0, duplicates: 0, failures: new Map() };
      await Promise.all(groupByIncident(matches).map((parts) => recordGroup(parts, tally)));
      return tally;
    },
  };
}
