import type { IncidentState, IncidentStore } from "./store";

/** Others saved the same incident first, again and again. Nothing is lost when the work is tried again later. */
export class IncidentContendedError extends Error {
  override readonly name = "IncidentContendedError";
}

export interface Change {
  readonly state: IncidentState;
  readonly newEventIds: readonly string[];
}

export interface ChangeDeps {
  readonly store: IncidentStore;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const ATTEMPTS = 12;
const LONGEST_PAUSE = 800;

/** Full jitter: writers that met once must not meet again. */
function pauseBefore(attempt: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE, 20 * 2 ** attempt);
}

/**
 * Loads, changes and saves an incident, over again while others do the same. `change` gets the ids of events that turned out to be
 * counted already, and returns undefined to leave all as it is.
 */
export async function changeIncident(
  { store, sleep }: ChangeDeps,
  dedupKey: string,
  change: (current: IncidentState | undefined, seen: ReadonlySet<string>) => Change | undefined,
): Promise<void> {
  const seen = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await store.load(dedupKey);
    const next = change(stored?.state, seen);
    if (!next) return;
    const saved = await store.save({ ...next, expectedVersion: stored?.version });
    if (saved.kind === "saved") return;
    if (saved.kind === "seen") for (const eventId of saved.eventIds) seen.add(eventId);
    else await sleep(pauseBefore(attempt));
  }
  throw new IncidentContendedError(`${ATTEMPTS} attempts to save an incident met others', fix: try again later`);
}
