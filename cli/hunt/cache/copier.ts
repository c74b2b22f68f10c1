import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";

const MOST_WAITING = 2;

/** Has DuckDB write one Parquet file after the other, while the next text is being made. */
export class Copier {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Runs a statement when all before it are done, and answers how many rows it wrote. The text that it reads is deleted. */
  copy(sql: string, text: string): Promise<number> {
    this.#waiting++;
    const rows = this.#last.then(async () => {
      try {
        const reader = await this.#connection.runAndReadAll(sql);
        return Number(reader.getRows()[0]?.[0] ?? 0);
      } finally {
        this.#waiting--;
        await rm(text, { force: true });
      }
    });
    this.#last = rows.catch(() => undefined);
    return rows;
  }

  /** Waits until not much text is left to convert, so that neither disk nor memory fills up. */
  async room(): Promise<void> {
    if (this.#waiting >= MOST_WAITING) await this.#last;
  }
}
