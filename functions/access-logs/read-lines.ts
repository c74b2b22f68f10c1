import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { createLineSplitter } from "./line-splitter";

export interface LineReader {
  readonly onLine: (line: string) => void;
  /** A line that is longer than any of S3's, by its number of bytes. */
  readonly onOverlong: (bytes: number) => void;
  /** After each chunk, before the next is asked for. */
  readonly afterChunk: () => Promise<void>;
}

/** Reads a log line by line, gzipped or not, as fast as the reader can take it; throws where it is cut short or broken. */
export async function readLines(bytes: AsyncIterable<Uint8Array>, reader: LineReader): Promise<void> {
  const splitter = createLineSplitter(reader);
  for await (const chunk of await unzipped(bytes)) {
    splitter.write(chunk);
    await reader.afterChunk();
  }
  splitter.end();
  await reader.afterChunk();
}

const GZIP = [0x1f, 0x8b] as const;

/** By its first bytes: S3 writes plain text, but archived logs may be zipped, whatever their names. */
async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < GZIP.length) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const all = from(first, iterator);
  const [one, two] = Buffer.concat(first.map((chunk) => chunk.subarray(0, GZIP.length)));
  if (one !== GZIP[0] || two !== GZIP[1]) return all;
  const gunzip = createGunzip();
  // Whatever breaks, it breaks the reading of what comes out here.
  pipeline(Readable.from(all), gunzip, () => undefined);
  return gunzip;
}

async function* from(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
