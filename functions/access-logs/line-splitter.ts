/** Takes bytes as they come and hands out whole lines. */
export interface LineSplitter {
  readonly write: (chunk: Uint8Array) => void;
  /** Hands out what follows the last line break. */
  readonly end: () => void;
}

export interface LineSplitterOptions {
  /** Without its line break; empty lines are left out. */
  readonly onLine: (line: string) => void;
  /** A line that is longer than any can be is reported when it ends, by its number of bytes. */
  readonly onOverlong: (bytes: number) => void;
  readonly longestBytes?: number;
}

/** A key has 1 kB and is escaped twice, and S3 takes 8 kB of headers: no line of S3's has more than a part of it. */
const LONGEST_BYTES = 64 * 1024;

const LF = 10;
const CR = 13;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Lines end with LF or CRLF. Never holds more than a chunk and one line, however long that pretends to be. Each line is a text of its own:
 * a reader that keeps a part of it does not keep the chunk.
 */
export function createLineSplitter(options: LineSplitterOptions): LineSplitter {
  const { onLine, onOverlong, longestBytes = LONGEST_BYTES } = options;
  let rest = NOTHING;
  /** Of a line whose beginning has been thrown away already. */
  let dropped = 0;

  const finish = (bytes: Buffer, from: number, to: number) => {
    const length = dropped + to - from;
    dropped = 0;
    if (length > longestBytes) {
      onOverlong(length);
      return;
    }
    const end = to > from && bytes[to - 1] === CR ? to - 1 : to;
    if (end > from) onLine(bytes.toString("utf8", from, end));
  };

  const keep = (bytes: Buffer) => {
    if (dropped > 0 || bytes.length > longestBytes) {
      dropped += bytes.length;
      rest = NOTHING;
    } else rest = bytes;
  };

  return {
    write: (chunk) => {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
        if (rest.length > 0) {
          const line = Buffer.concat([rest, bytes.subarray(from, at)]);
          rest = NOTHING;
          finish(line, 0, line.length);
        } else finish(bytes, from, at);
        from = at + 1;
      }
      // A copy: the owner of the chunk may write into it again.
      if (from < bytes.length) keep(Buffer.concat([rest, bytes.subarray(from)]));
    },
    end: () => {
      if (rest.length > 0 || dropped > 0) finish(rest, 0, rest.length);
      rest = NOTHING;
    },
  };
}
