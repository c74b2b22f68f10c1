import { compareSeverity } from "../severity";
import type { ChangeDeps } from "./change-incident";
import { changeIncident } from "./change-incident";
import type { Announcement } from "./incident";
import type { PendingAnnouncement } from "./store";

export interface PublishNote {
  /** The table was out of reach: others may have announced the same. */
  readonly duplicatesPossible: boolean;
}

/** Tells people; throws when that may not have worked. */
export type Publish = (announcement: Announcement, note: PublishNote) => Promise<void>;

/** Longer than a handler works on one incident, shorter than the queue waits before it hands a message out again. */
export const LEASE = 60_000;
/** Where the table takes leases and not what came of them, the same is announced no more often than that. */
const LONGEST_LEASE = 6 * 60 * 60_000;

/** More than this may be waiting only when nothing could be published for hours; an incident's item ends at 400 KB. */
const MAX_PENDING = 20;
/** Of findings that name hundreds of buckets fewer may wait. */
const MAX_CHARACTERS = 100_000;

export interface Outbox {
  readonly pending: readonly PendingAnnouncement[];
  /** Those that the caller has to publish, once this is saved. */
  readonly mine: readonly Leased[];
}

/** An announcement to be published by the process that leased it; `attempts` counts this time. */
export type Leased = Required<PendingAnnouncement>;

function merge(older: Announcement, newer: Announcement): Announcement {
  const isOlderGraver = compareSeverity(older.severity, newer.severity) > 0;
  return {
    ...newer,
    severity: isOlderGraver ? older.severity : newer.severity,
    match: isOlderGraver ? older.match : newer.match,
    count: older.count + newer.more,
    more: older.more + newer.more,
    firstSeen: Math.min(older.firstSeen, newer.firstSeen),
  };
}

/** Twice as long each time. */
function leaseMs(attempts: number): number {
  return Math.min(LEASE * 2 ** (attempts - 1), LONGEST_LEASE);
}

/** Takes over what no one holds any longer and adds what is new, all leased to the caller. */
export function leaseOutbox(
  waiting: readonly PendingAnnouncement[],
  added: readonly Announcement[],
  now: number,
): Outbox {
  const held = waiting.filter(({ leasedUntil }) => leasedUntil > now);
  const takenOver = waiting.filter(({ leasedUntil }) => leasedUntil <= now);
  let mine = [...takenOver, ...added.map((announcement) => ({ announcement }))].map(lease);
  while (mine.length > 1 && (mine.length > MAX_PENDING || JSON.stringify(mine).length > MAX_CHARACTERS)) {
    const [first, second, ...rest] = mine as [Leased, Leased, ...Leased[]];
    const attempts = Math.max(first.attempts, second.attempts) - 1;
    mine = [lease({ announcement: merge(first.announcement, second.announcement), attempts }), ...rest];
  }
  return { pending: [...held, ...mine], mine };

  function lease({ announcement, attempts = 0 }: Pick<Leased, "announcement"> & Partial<Leased>): Leased {
    return { announcement, attempts: attempts + 1, leasedUntil: now + leaseMs(attempts + 1) };
  }
}

/**
 * Publishes in order and takes what went out off the outbox. What did not stays there, for the first to come after the lease has ended: the
 * same event again, the next match, or the closing round. Where the table does not take word of either, what may have gone out is announced
 * again with a note, after a minute, two, four, up to six hours.
 */
export async function emptyOutbox(
  deps: ChangeDeps & { readonly publish: Publish },
  dedupKey: string,
  mine: readonly Leased[],
  { duplicatesPossible }: PublishNote,
): Promise<void> {
  const waiting = new Map(mine.map((leased) => [leased.announcement.id, leased]));
  let failure: { readonly error: unknown } | undefined;
  for (const { announcement, attempts } of mine) {
    try {
      await deps.publish(announcement, { duplicatesPossible: duplicatesPossible || attempts > 1 });
      waiting.delete(announcement.id);
    } catch (error) {
      failure = { error };
      break;
    }
  }
  if (mine.length > 0) await settle(deps, dedupKey, mine, waiting);
  if (failure) throw failure.error;
}

/** What is still waiting is known not to have gone out, so it need not wait for longer than the first time. */
async function settle(
  deps: ChangeDeps,
  dedupKey: string,
  mine: readonly Leased[],
  waiting: ReadonlyMap<string, Leased>,
): Promise<void> {
  const leased = new Set(mine.map(({ announcement }) => announcement.id));
  await changeIncident(deps, dedupKey, (current) => {
    if (!current?.pending.some(({ announcement }) => leased.has(announcement.id))) return undefined;
    const pending = current.pending.flatMap((one) => {
      if (!leased.has(one.announcement.id)) return [one];
      const unsent = waiting.get(one.announcement.id);
      if (unsent === undefined) return [];
      // The process that took it over meanwhile has it.
      return [one.leasedUntil === unsent.leasedUntil ? unattempted(unsent) : one];
    });
    return { state: { ...current, pending }, newEventIds: [] };
  });
}

function unattempted({ announcement, leasedUntil, attempts }: Leased): PendingAnnouncement {
  return { announcement, leasedUntil: leasedUntil - leaseMs(attempts) + LEASE };
}
