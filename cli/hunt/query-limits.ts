import { QueryError } from "./query-error";

/** What DuckDB does not count as its own: texts and lists while they are made, and the answer. */
const MOST_MORE_BYTES = 1024 ** 3;
const LOOK_EVERY_MS = 50;

/**
 * For SQL that could ask for anything: a signal that aborts, with a `QueryError`, when a query takes longer than `seconds` or too much
 * memory, and with the reason of `signal` when that aborts. Without seconds there are no limits.
 */
export function limited(
  seconds: number | undefined,
  signal: AbortSignal | undefined,
): { readonly signal: AbortSignal | undefined; readonly done: () => void } {
  if (seconds === undefined) return { signal, done: () => {} };
  const limits = new AbortController();
  const until = Date.now() + seconds * 1000;
  const most = process.memoryUsage.rss() + MOST_MORE_BYTES;
  const timer = setInterval(() => {
    if (Date.now() > until) {
      limits.abort(
        new QueryError(`stopped after ${seconds} s, fix: ask about fewer days or events, or --timeout SECONDS`),
      );
    } else if (process.memoryUsage.rss() > most) {
      limits.abort(
        new QueryError("stopped: it takes more than 1 GB of memory, fix: shorter texts and lists, or fewer of them"),
      );
    }
  }, LOOK_EVERY_MS);
  return {
    signal: signal ? AbortSignal.any([signal, limits.signal]) : limits.signal,
    done: () => clearInterval(timer),
  };
}
