import { crc32, createInflateRaw, type InflateRaw } from "node:zlib";

/** A piece of gzip is decompressed whole, a thousandfold at worst, before any of it is handed out. */
const PIECE_BYTES = 128 * 1024;
/** Large chunks: each costs a turn of the event loop. */
const CHUNK_BYTES = 1024 * 1024;

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
/** A header may hold a file's name and comment of any length; a longer one is no header. */
const MOST_HEADER_BYTES = 128 * 1024;
const DEFLATE = 8;
const FLAGS = { headerCrc: 0x02, extra: 0x04, name: 0x08, comment: 0x10, reserved: 0xe0 } as const;

const NOTHING = Buffer.alloc(0);

export const GZIP_CUT_OFF = "gzip cut off";
export const GZIP_DAMAGED = "damaged gzip";
export const GZIP_FOLLOWED = "other data behind the end of the gzip data, which was not read";

/** Bytes that cannot be decompressed any further; everything up to there was handed out. */
export class GzipError extends Error {}

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Decompresses gzip, member by member: Node's own Gunzip never answers where zeros follow the end, and throws a whole member away where
 * anything else does. Zeros are padding. `onFollowed` hears that other bytes follow, which ends the stream: what was handed out is whole.
 * @see https://www.rfc-editor.org/rfc/rfc1952
 */
export async function* gunzip(
  stored: AsyncIterable<Buffer>,
  onFollowed: (reason: string) => void,
): AsyncGenerator<Buffer, void> {
  let held: Buffer = NOTHING;
  let member: Member | undefined;
  let isFirst = true;
  try {
    for await (const chunk of stored) {
      for (const piece of piecesOf(chunk)) {
        held = held.length > 0 ? Buffer.concat([held, piece]) : piece;
        while (held.length > 0) {
          if (member === undefined) {
            if (!isFirst) held = withoutZeros(held);
            if (!isFirst && isOtherData(held)) return onFollowed(GZIP_FOLLOWED);
            const length = headerLength(held);
            if (length === undefined) break;
            held = held.subarray(length);
            member = new Member();
          }
          const { out, rest, failure } = await member.inflate(held);
          yield* out;
          if (failure !== undefined) throw failure;
          held = rest;
          if (!member.hasEnded || held.length < TRAILER_BYTES) break;
          member.check(held);
          held = held.subarray(TRAILER_BYTES);
          member.destroy();
          member = undefined;
          isFirst = false;
        }
      }
    }
  } finally {
    member?.destroy();
  }
  if (member === undefined && !isFirst && held.length < 2) {
    if (held.length > 0) onFollowed(GZIP_FOLLOWED);
    return;
  }
  throw new GzipError(GZIP_CUT_OFF);
}

function* piecesOf(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
}

function withoutZeros(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === 0) at++;
  return bytes.subarray(at);
}

function isOtherData(bytes: Buffer): boolean {
  return bytes.length > 0 && (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b));
}

/** Undefined while more bytes are needed to tell. */
function headerLength(bytes: Buffer): number | undefined {
  if (bytes.length >= 4 && (bytes[2] !== DEFLATE || ((bytes[3] as number) & FLAGS.reserved) !== 0)) {
    throw new GzipError(GZIP_DAMAGED);
  }
  const length = optionalFieldsEnd(bytes);
  if (length === undefined && bytes.length > MOST_HEADER_BYTES) throw new GzipError(GZIP_DAMAGED);
  return length;
}

function optionalFieldsEnd(bytes: Buffer): number | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const flags = bytes[3] as number;
  let at = HEADER_BYTES;
  if (flags & FLAGS.extra) {
    if (bytes.length < at + 2) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [FLAGS.name, FLAGS.comment]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & FLAGS.headerCrc) at += 2;
  return at <= bytes.length ? at : undefined;
}

interface Inflated {
  readonly out: readonly Buffer[];
  /** What belongs to the member no more. */
  readonly rest: Buffer;
  readonly failure: GzipError | undefined;
}

/** One member behind its header. */
class Member {
  readonly #raw: InflateRaw = createInflateRaw({ chunkSize: CHUNK_BYTES });
  readonly #ended: Promise<void>;
  readonly #failed: Promise<void>;
  #out: Buffer[] = [];
  #crc = 0;
  #length = 0;
  #failure: GzipError | undefined;
  hasEnded = false;

  constructor() {
    this.#raw.on("data", (chunk: Buffer) => {
      this.#crc = crc32(chunk, this.#crc);
      this.#length = (this.#length + chunk.length) % 2 ** 32;
      this.#out.push(chunk);
    });
    this.#ended = new Promise((resolve) => {
      this.#raw.on("end", () => {
        this.hasEnded = true;
        resolve();
      });
    });
    this.#failed = new Promise((resolve) => {
      this.#raw.on("error", () => {
        this.#failure = new GzipError(GZIP_DAMAGED);
        resolve();
      });
    });
  }

  /** Where bytes are left behind the member's end, zlib ends the stream and never calls back. */
  async inflate(bytes: Buffer): Promise<Inflated> {
    if (this.hasEnded) return { out: [], rest: bytes, failure: undefined };
    const before = this.#raw.bytesWritten;
    const written = new Promise<void>((resolve) => this.#raw.write(bytes, () => resolve()));
    await Promise.race([written, this.#ended, this.#failed]);
    const out = this.#out;
    this.#out = [];
    const rest = this.hasEnded ? bytes.subarray(this.#raw.bytesWritten - before) : NOTHING;
    return { out, rest, failure: this.#failure };
  }

  /** Holds the member's checksum and length against what came out. */
  check(trailer: Buffer): void {
    if (trailer.readUInt32LE(0) === this.#crc && trailer.readUInt32LE(4) === this.#length) return;
    throw new GzipError(GZIP_DAMAGED);
  }

  destroy(): void {
    this.#raw.destroy();
  }
}
