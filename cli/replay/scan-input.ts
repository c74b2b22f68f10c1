import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { type Input, STDIN_PATH } from "./find-inputs";
import { readText } from "./read-text";
import { readableCause } from "./readable-cause";
import { RecordReader } from "./record-reader";
import type { RecordScan, ScanResult } from "./record-scan";

/** Large chunks: each costs a turn of the event loop. */
const CHUNK_BYTES = 1024 * 1024;

export interface ScanInputOptions {
  readonly stdin: Readable;
  /** Called with bytes as stored, whenever some more were read. */
  readonly onStored?: ((bytes: number) => void) | undefined;
}

/** Reads one input from start to end. Never rejects: what cannot be read is counted, and the records before it are kept. */
export async function scanInput(
  { path }: Input,
  scan: RecordScan,
  { stdin, onStored }: ScanInputOptions,
): Promise<ScanResult> {
  const reader = new RecordReader(scan);
  try {
    const source = path === STDIN_PATH ? stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
    for await (const chunk of readText(source, { onStored, onUnread: scan.unreadable })) reader.push(chunk);
    reader.end();
  } catch (error) {
    reader.end(readableCause(error));
  }
  return scan.take();
}
