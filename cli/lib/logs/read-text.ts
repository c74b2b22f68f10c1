import { GzipError, gunzip, isGzip } from "./gunzip";
import { encodingOf, inUtf8 } from "./text-encoding";
import { withHead } from "./with-head";

/** So much of the text is in the first chunk, or all of it: enough to tell what it is. */
export const HEAD_BYTES = 1024;

/** CloudWatch Logs compresses what it passes on, and Firehose once more. */
const MOST_LAYERS = 3;

export interface ReadTextOptions {
  /** Bytes as stored, before any decompression. */
  readonly onStored?: ((bytes: number) => void) | undefined;
  /** Something that was not read, although all that is handed out is whole. */
  readonly onUnread: (reason: string) => void;
}

/**
 * A stream's bytes as UTF-8: decompressed if they begin as gzip does, whatever the file is called, and from UTF-16 if they are that.
 * Throws when reading or decompressing fails, after everything up to there was handed out.
 */
export async function* readText(
  stored: AsyncIterable<Buffer>,
  { onStored, onUnread }: ReadTextOptions,
): AsyncGenerator<Buffer, void> {
  const plain = decompressed(onStored ? counted(stored, onStored) : stored, onUnread);
  const chunks = withHead(plain, HEAD_BYTES);
  const { value: head, done } = await chunks.next();
  if (done || head === undefined) return;
  yield* inUtf8(behind(head, chunks), encodingOf(head));
}

async function* decompressed(
  stored: AsyncIterable<Buffer>,
  onUnread: (reason: string) => void,
  layers = 0,
): AsyncGenerator<Buffer, void> {
  const chunks = withHead(stored, 2);
  const { value: head, done } = await chunks.next();
  if (done || head === undefined) return;
  const whole = behind(head, chunks);
  if (!isGzip(head)) return yield* whole;
  if (layers === MOST_LAYERS) throw new GzipError(`gzip inside gzip, more than ${MOST_LAYERS} times`);
  yield* decompressed(gunzip(whole, onUnread), onUnread, layers + 1);
}

async function* behind(head: Buffer, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield head;
  yield* chunks;
}

async function* counted(
  stored: AsyncIterable<Buffer>,
  onStored: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  for await (const chunk of stored) {
    onStored(chunk.length);
    yield chunk;
  }
}
