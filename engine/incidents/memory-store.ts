import type { IncidentStore, StoredIncident } from "./store";
import { dueAt } from "./store";

export interface MemoryStoreOptions {
  /** How many incidents, and how many marks of counted events, to keep; the oldest are forgotten. Without limit unless set. */
  readonly capacity?: number;
}

function forgetOldest(kept: Set<string> | Map<string, unknown>, capacity: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= capacity) return;
    kept.delete(key);
  }
}

/** An incident store that lives as long as the process: for replay, for tests, and for when the table is out of reach. */
export function createMemoryStore({ capacity = Number.POSITIVE_INFINITY }: MemoryStoreOptions = {}): IncidentStore {
  const incidents = new Map<string, StoredIncident>();
  const seen = new Set<string>();
  return {
    load: async (dedupKey) => incidents.get(dedupKey),
    save: async ({ state, expectedVersion, newEventIds }) => {
      const { dedupKey, detection } = state.incident;
      const mark = (eventId: string) => `${detection}|${eventId}`;
      if (incidents.get(dedupKey)?.version !== expectedVersion) return { kind: "conflict" };
      const eventIds = newEventIds.filter((eventId) => seen.has(mark(eventId)));
      if (eventIds.length > 0) return { kind: "seen", eventIds };
      const version = (expectedVersion ?? 0) + 1;
      incidents.set(dedupKey, { state, version });
      for (const eventId of newEventIds) seen.add(mark(eventId));
      forgetOldest(incidents, capacity);
      forgetOldest(seen, capacity);
      return { kind: "saved", version };
    },
    async *due(now) {
      for (const stored of [...incidents.values()]) {
        const at = dueAt(stored.state);
        if (at !== undefined && at <= now) yield stored;
      }
    },
  };
}
