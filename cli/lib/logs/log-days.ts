/** The records of one day of UTC. */
export interface LogDay {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** By the number of days since the epoch. */
export type LogDays = ReadonlyMap<number, LogDay>;

export interface LogDaysTally {
  /** Takes a time as CloudTrail writes it: `2026-03-01T10:15:30Z`. */
  readonly addText: (time: string) => void;
  /** Takes milliseconds since the epoch. */
  readonly add: (time: number) => void;
  /** The days since the last call. */
  readonly take: () => LogDays;
}

const DAY_MS = 24 * 60 * 60_000;
const DAY_LENGTH = "2026-03-01".length;

/** When records were made, as much as tells a log's stretch of time from a record with a wrong clock. */
export function createLogDays(): LogDaysTally {
  let days = new Map<number, LogDay>();
  // A log's neighbours are of one day, and to compare texts costs a tenth of reading each as a time.
  let day = "";
  let count = 0;
  let first = "";
  let last = "";

  const settle = () => {
    if (count > 0) addTo(days, { count, first: Date.parse(first), last: Date.parse(last) });
    count = 0;
  };

  return {
    addText: (time) => {
      if (count > 0 && time.startsWith(day)) {
        count++;
        if (time < first) first = time;
        else if (time > last) last = time;
        return;
      }
      settle();
      day = time.slice(0, DAY_LENGTH);
      count = 1;
      first = time;
      last = time;
    },
    add: (time) => addTo(days, { count: 1, first: time, last: time }),
    take: () => {
      settle();
      const taken = days;
      days = new Map();
      return taken;
    },
  };
}

/** The days of several inputs together. */
export function mergeDays(all: Iterable<LogDays>): LogDays {
  const merged = new Map<number, LogDay>();
  for (const days of all) for (const day of days.values()) addTo(merged, day);
  return merged;
}

function addTo(days: Map<number, LogDay>, added: LogDay): void {
  const number = Math.floor(added.first / DAY_MS);
  const before = days.get(number);
  days.set(
    number,
    before === undefined
      ? added
      : {
          count: before.count + added.count,
          first: Math.min(before.first, added.first),
          last: Math.max(before.last, added.last),
        },
  );
}
