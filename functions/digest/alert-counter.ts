import { tallyOf } from "@palisade/engine/digest/day-counts";
import { dayOf } from "@palisade/engine/events/utc-day";
import type { Publish } from "@palisade/engine/incidents/outbox";
import { errorName, type Log } from "@palisade/engine/log";
import { withinTime } from "../platform/time-limit";
import type { DayStore } from "./day-store";

export interface AlertCounterOptions {
  /** Absent where no digest is configured: then nothing is counted. */
  readonly days?: Pick<DayStore, "add"> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

export interface AlertCounter {
  /** Counts what was published. */
  readonly counting: (publish: Publish) => Publish;
  /** Saves, after each invocation, what it counted. */
  readonly saving: <Given extends readonly unknown[], Answer>(
    handle: (...given: Given) => Promise<Answer>,
  ) => (...given: Given) => Promise<Answer>;
}

/** Counting is for the digest only: alerts never wait longer for it. */
const LIMIT_MS = 2000;

/**
 * Counts alerts for the digest, in memory, and adds them to their day once an invocation: in a storm, one write a batch and not one an
 * alert. Numbers that cannot be saved are lost, and nothing else.
 */
export function createAlertCounter({ days, now, log }: AlertCounterOptions): AlertCounter {
  if (days === undefined) return { counting: (publish) => publish, saving: (handle) => handle };
  const counted = new Map<string, Record<string, number>>();

  const save = async () => {
    const tallies = [...counted];
    counted.clear();
    try {
      await withinTime(Promise.all(tallies.map(([day, tally]) => days.add(day, tally))), LIMIT_MS);
    } catch (error) {
      log("WARN", "alerts not counted for the digest", { error: errorName(error) });
    }
  };

  return {
    counting: (publish) => async (announcement, note) => {
      await publish(announcement, note);
      // The table is out of reach, and will count the same matches when it is back.
      if (note.duplicatesPossible) return;
      const day = dayOf(now());
      const tally = counted.get(day) ?? {};
      for (const [name, number] of Object.entries(tallyOf(announcement))) tally[name] = (tally[name] ?? 0) + number;
      counted.set(day, tally);
    },
    saving:
      (handle) =>
      async (...given) => {
        try {
          return await handle(...given);
        } finally {
          if (counted.size > 0) await save();
        }
      },
  };
}
