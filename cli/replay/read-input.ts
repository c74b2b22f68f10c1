import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { emptyFileProblem } from "../lib/logs/empty-file";
import { type Input, STDIN_PATH } from "../lib/logs/find-inputs";
import { readText } from "../lib/logs/read-text";
import { readableCause } from "../lib/logs/readable-cause";
import { RecordReader, type RecordSink } from "../lib/logs/record-reader";

/** Large chunks: each costs a turn of the event loop. */
const CHUNK_BYTES = 1024 * 1024;

export interface ReadInputOptions {
  readonly stdin: Readable;
  /** Called with bytes as stored, whenever some more were read. */
  readonly onStored?: ((bytes: number) => void) | undefined;
}

/** Reads one input from start to end. Never rejects: what cannot be read is handed to the sink, and the records before it are kept. */
export async function readInput(
  { path }: Input,
  sink: RecordSink,
  { stdin, onStored }: ReadInputOptions,
): Promise<void> {
  const reader = new RecordReader(sink);
  let stored = 0;
  const count = (bytes: number) => {
    stored += bytes;
    onStored?.(bytes);
  };
  try {
    const source = path === STDIN_PATH ? stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of readText(source, { onStored: count, onUnread: sink.unreadable })) reader.push(chunk);
    reader.end(stored === 0 ? emptyFileProblem(path) : undefined);
  } catch (error) {
    reader.end(readableCause(error));
  }
}
