import { rm } from "node:fs/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** What is about to start does not hear the first call. */
const INTERRUPT_EVERY_MS = 50;

interface Lane {
  readonly connection: DuckDBConnection;
  last: Promise<unknown>;
  waiting: number;
}

/**
 * Has DuckDB write Parquet files while the next text is being made, several at a time, each in a thread of its own: that takes less work
 * than several threads on one file.
 */
export class Copier {
  readonly #lanes: readonly Lane[];
  #isClosing = false;

  private constructor(connections: readonly DuckDBConnection[]) {
    this.#lanes = connections.map((connection) => ({ connection, last: Promise.resolve(), waiting: 0 }));
  }

  static async on(instance: DuckDBInstance, lanes: number): Promise<Copier> {
    return new Copier(await Promise.all(Array.from({ length: lanes }, () => instance.connect())));
  }

  /** Runs a statement when those before it in its lane are done, and answers how many rows it wrote. The text that it reads is deleted. */
  copy(sql: string, text: string): Promise<number> {
    const lane = this.#shortest();
    lane.waiting++;
    const rows = lane.last.then(async () => {
      try {
        if (this.#isClosing) return 0;
        const reader = await lane.connection.runAndReadAll(sql);
        return Number(reader.getRows()[0]?.[0] ?? 0);
      } finally {
        lane.waiting--;
        await rm(text, { force: true });
      }
    });
    lane.last = rows.catch(() => undefined);
    return rows;
  }

  /** Waits until a lane has nothing waiting behind its work, so that text does not fill the disk. */
  async room(): Promise<void> {
    const lane = this.#shortest();
    if (lane.waiting > 1) await lane.last;
  }

  interrupt(): void {
    for (const { connection } of this.#lanes) connection.interrupt();
  }

  /** Stops what still runs and waits until it has: to close a connection that is at work crashes the process. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const again = setInterval(() => this.interrupt(), INTERRUPT_EVERY_MS);
    this.interrupt();
    await Promise.all(this.#lanes.map(({ last }) => last));
    clearInterval(again);
    for (const { connection } of this.#lanes) connection.closeSync();
  }

  #shortest(): Lane {
    return this.#lanes.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best));
  }
}
