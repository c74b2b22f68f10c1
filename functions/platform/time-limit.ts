import { setTimeout } from "node:timers/promises";

/** Work that took longer than somebody could wait. */
export class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
}

/** The work's outcome, or a {@link TimeLimitError} where that takes longer. The work itself goes on. */
export async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const done = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: done.signal }).then(() => {
    throw new TimeLimitError(`took longer than ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
