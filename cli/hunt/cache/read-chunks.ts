import { createReadStream } from "node:fs";
import { createGunzip, type Gunzip } from "node:zlib";

/** A piece of gzip is decompressed whole, a thousandfold at worst, before anybody waits. */
const STORED_BYTES = 128 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * The bytes of a file up to a length, decompressed if they begin as gzip does. Throws when reading or decompressing fails, after
 * everything up to there was handed out. Reads on only as the caller asks.
 */
export async function* readChunks(
  path: string,
  bytes: number,
  onStored: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  if (bytes === 0) return;
  const source = createReadStream(path, { highWaterMark: STORED_BYTES, end: bytes - 1 });
  let gunzip: Inflater | undefined;
  let isFirst = true;
  try {
    for await (const stored of source as AsyncIterable<Buffer>) {
      onStored(stored.length);
      if (isFirst && stored[0] === 0x1f && stored[1] === 0x8b) gunzip = new Inflater();
      isFirst = false;
      if (gunzip) yield* gunzip.write(stored);
      else yield stored;
    }
    if (gunzip) yield* gunzip.end();
  } finally {
    gunzip?.destroy();
  }
}

/** Hands out what each piece of gzip becomes, and throws only behind all that came before an error. */
class Inflater {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  readonly #failed: Promise<void>;
  #out: Buffer[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#gunzip.on("data", (chunk: Buffer) => this.#out.push(chunk));
    this.#failed = new Promise((resolve) => {
      this.#gunzip.on("error", (error) => {
        this.#failure = error;
        resolve();
      });
    });
  }

  async *write(stored: Buffer): AsyncGenerator<Buffer, void> {
    const written = new Promise<void>((resolve) => this.#gunzip.write(stored, () => resolve()));
    await Promise.race([written, this.#failed]);
    yield* this.#take();
  }

  async *end(): AsyncGenerator<Buffer, void> {
    const ended = new Promise<void>((resolve) => this.#gunzip.on("end", resolve));
    this.#gunzip.end();
    await Promise.race([ended, this.#failed]);
    yield* this.#take();
  }

  destroy(): void {
    this.#gunzip.destroy();
  }

  *#take(): Generator<Buffer, void> {
    const chunks = this.#out;
    this.#out = [];
    yield* chunks;
    if (this.#failure) throw this.#failure;
  }
}
