import type { DuckDBConnection } from "@duckdb/node-api";

const INTERRUPT_EVERY_MS = 50;

/** Does some work on a connection, and stops it there when the signal aborts: then the signal's reason is thrown, whatever DuckDB says. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    // A query that is about to start does not hear the first call.
    again = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal?.addEventListener("abort", interrupt);
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearInterval(again);
    signal?.removeEventListener("abort", interrupt);
  }
}
