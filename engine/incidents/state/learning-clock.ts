import type { ElementTable } from "./element-table";

/** Seconds since the epoch from which on a detection has been learning, given the earliest that a key of it knows of. */
export type LearningClock = (detection: string, earliest: number) => Promise<number>;

/** As long as habits are kept, so that no detection forgets when it began before it forgets what it learned. */
export const LEARNED_DAYS = 400;
/** Rounded down, so that the first events, whose order is no order of time, move it once or twice and not a hundred times. */
const HOUR = 60 * 60;
const SLICE = 0;

/**
 * One clock for all keys of a detection. A clock for each key would leave every new caller unwatched for as long as learning takes. It
 * begins at the detection's first event, and an earlier one that comes later moves it back, so that it is the same in whatever order
 * events come and however often. A process reads and renews it once.
 */
export function createLearningClock(table: ElementTable): LearningClock {
  const clocks = new Map<string, Promise<number>>();

  const renew = async (detection: string, known: number, earliest: number): Promise<number> => {
    const start = Math.min(known, clockHour(earliest));
    const element = { id: NO_ID, time: start, number: 0 };
    return startIn(await table.add(keyOf(detection), new Map([[SLICE, [element]]]), LEARNED_DAYS));
  };

  const begin = async (detection: string, earliest: number): Promise<number> =>
    renew(detection, startIn(await table.read(keyOf(detection))), earliest);

  return (detection, earliest) => {
    const before = clocks.get(detection);
    const clock =
      before === undefined
        ? begin(detection, earliest)
        : before.then((known) => (known <= earliest ? known : renew(detection, known, earliest)));
    clocks.set(detection, clock);
    clock.catch(() => clocks.delete(detection));
    return clock;
  };
}

/** The second since the epoch at which a clock begins whose first event was at that second. */
export function clockHour(second: number): number {
  return second - (second % HOUR);
}

const NO_ID = "0".repeat(16);

function keyOf(detection: string): string {
  return `${detection}|learning since`;
}

function startIn(slices: ReadonlyMap<number, readonly { readonly time: number }[]>): number {
  let start = Number.POSITIVE_INFINITY;
  for (const { time } of slices.get(SLICE) ?? []) start = Math.min(start, time);
  return start;
}
