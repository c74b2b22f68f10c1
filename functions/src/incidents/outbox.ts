import { compareSeverity } from "../severity";
import type { ChangeDeps } from "./change-incident";
import { changeIncident } from "./change-incident";
import type { Announcement } from "./incident";
import type { PendingAnnouncement } from "./store";

export interface PublishNote {
  /** The table was out of reach: others may have told the same. */
  readonly duplicatesPossible: boolean;
}

/** Tells people; throws when that may not have worked. */
export type Publish = (announcement: Announcement, note: PublishNote) => Promise<void>;

/** Longer than a handler works on one incident, shorter than the queue waits before it hands a message out again. */
export const LEASE = 60_000;

/** More than this may be waiting only when nothing could be published for hours; an incident's item ends at 400 KB. */
const MAX_PENDING = 20;
/** Of findings that name hundreds of buckets fewer may wait. */
const MAX_CHARACTERS = 100_000;

export interface Outbox {
  readonly pending: readonly PendingAnnouncement[];
  /** Those that the caller has to publish, once this is saved. */
  readonly mine: readonly Announcement[];
}

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

/** Takes over what nobody holds any longer and adds what is new, all leased to the caller. */
export function leaseOutbox(
  waiting: readonly PendingAnnouncement[],
  added: readonly Announcement[],
  now: number,
): Outbox {
  const held = waiting.filter(({ leasedUntil }) => leasedUntil > now);
  let mine = [...waiting.filter(({ leasedUntil }) => leasedUntil <= now).map((one) => one.announcement), ...added];
  while (mine.length > 1 && (mine.length > MAX_PENDING || JSON.stringify(mine).length > MAX_CHARACTERS)) {
    const [first, second, ...rest] = mine as [Announcement, Announcement, ...Announcement[]];
    mine = [merge(first, second), ...rest];
  }
  return { pending: [...held, ...mine.map((announcement) => ({ announcement, leasedUntil: now + LEASE }))], mine };
}

/**
 * Publishes in order and takes what went out off the outbox. What did not stays there, for whoever comes after the lease has ended:
 * the same event again, the next match, or the closing round.
 */
export async function emptyOutbox(
  deps: ChangeDeps & { readonly publish: Publish },
  dedupKey: string,
  mine: readonly Announcement[],
  note: PublishNote,
): Promise<void> {
  const told = new Set<string>();
  try {
    for (const announcement of mine) {
      await deps.publish(announcement, note);
      told.add(announcement.id);
    }
  } finally {
    if (told.size > 0) await settle(deps, dedupKey, told);
  }
}

async function settle(deps: ChangeDeps, dedupKey: string, told: ReadonlySet<string>): Promise<void> {
  await changeIncident(deps, dedupKey, (current) => {
    if (!current?.pending.some(({ announcement }) => told.has(announcement.id))) return undefined;
    const pending = current.pending.filter(({ announcement }) => !told.has(announcement.id));
    return { state: { ...current, pending }, newEventIds: [] };
  });
}
