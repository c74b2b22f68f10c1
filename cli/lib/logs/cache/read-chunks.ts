import { createReadStream } from "node:fs";
import { type ReadTextOptions, readText } from "../read-text";

/** What one turn reads is decompressed before anyone waits. */
const STORED_BYTES = 128 * 1024;

/** The text of a file up to a length, as `readText` hands it out. Reads on only as the caller asks. */
export async function* readChunks(path: string, bytes: number, options: ReadTextOptions): AsyncGenerator<Buffer, void> {
  if (bytes === 0) return;
  yield* readText(createReadStream(path, { highWaterMark: STORED_BYTES, end: bytes - 1 }), options);
}
