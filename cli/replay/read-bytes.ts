import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Large chunks: each costs a turn of the event loop. */
export const CHUNK_BYTES = 1024 * 1024;

export interface ByteSink {
  readonly push: (chunk: Buffer) => void;
  /** Bytes as stored, before any decompression. */
  readonly onStored?: ((bytes: number) => void) | undefined;
}

const isGzip = (chunk: Buffer) => chunk[0] === 0x1f && chunk[1] === 0x8b;

/**
 * Passes a stream's bytes on, decompressed if they begin as gzip does, whatever the file is called. Rejects when reading or
 * decompressing fails, after everything up to there was passed on.
 */
export function readBytes(source: Readable, { push, onStored }: ByteSink): Promise<void> {
  return new Promise((resolve, reject) => {
    let gunzip: ReturnType<typeof createGunzip> | undefined;
    let head: Buffer | undefined = Buffer.alloc(0);
    const fail = (error: Error) => {
      source.destroy();
      gunzip?.destroy();
      reject(error);
    };
    // Not a pipeline: that would throw away what was decompressed before an error.
    const startGunzip = () => {
      gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
      gunzip.on("data", guarded(push, fail)).on("error", fail).on("end", resolve);
    };
    const take = (chunk: Buffer) => {
      if (!gunzip) return push(chunk);
      if (gunzip.write(chunk)) return;
      source.pause();
      gunzip.once("drain", () => source.resume());
    };
    const start = () => {
      const first = head as Buffer;
      head = undefined;
      if (isGzip(first)) startGunzip();
      if (first.length > 0) take(first);
    };
    source.on(
      "data",
      guarded((chunk: Buffer) => {
        onStored?.(chunk.length);
        if (!head) return take(chunk);
        head = Buffer.concat([head, chunk]);
        if (head.length >= 2) start();
      }, fail),
    );
    source.on("error", fail);
    source.on(
      "end",
      guarded(() => {
        if (head) start();
        if (gunzip) gunzip.end();
        else resolve();
      }, fail),
    );
  });
}

/** An exception in a stream's listener would end the process instead of this one input. */
function guarded<T extends unknown[]>(listener: (...args: T) => void, fail: (error: Error) => void) {
  return (...args: T) => {
    try {
      listener(...args);
    } catch (error) {
      fail(error as Error);
    }
  };
}
