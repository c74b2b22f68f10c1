import type { ChangeDeps } from "./change-incident";
import { changeIncident } from "./change-incident";
import { closeIncident } from "./fold";
import type { Publish } from "./outbox";
import { emptyOutbox, type Leased, leaseOutbox } from "./outbox";
import { overAt } from "./store";

export interface CloseDueOptions extends ChangeDeps {
  readonly publish: Publish;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface ClosedDue {
  /** Alerts that went out. */
  readonly alerts: number;
  readonly failures: readonly unknown[];
}

/**
 * Tells of every incident whose window is over how many more came, and publishes what someone else could not. One that fails does not
 * keep the others waiting.
 */
export async function closeDue(options: CloseDueOptions): Promise<ClosedDue> {
  let alerts = 0;
  const failures: unknown[] = [];
  const publish: Publish = async (announcement, note) => {
    await options.publish(announcement, note);
    alerts++;
  };
  for await (const { state } of options.store.due(options.now())) {
    const { dedupKey } = state.incident;
    let mine: readonly Leased[] = [];
    try {
      await changeIncident(options, dedupKey, (current) => {
        mine = [];
        if (!current) return undefined;
        const now = options.now();
        const isOver = overAt(current.incident) <= now;
        const closed = isOver ? closeIncident(current.incident) : { incident: current.incident, announcements: [] };
        const outbox = leaseOutbox(current.pending, closed.announcements, now);
        mine = outbox.mine;
        if (mine.length === 0) return undefined;
        return { state: { incident: closed.incident, pending: outbox.pending }, newEventIds: [] };
      });
      await emptyOutbox({ ...options, publish }, dedupKey, mine, { duplicatesPossible: false });
    } catch (error) {
      failures.push(error);
    }
  }
  return { alerts, failures };
}
