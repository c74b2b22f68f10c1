import type { LogForm } from "./log-form";
import type { PartWriter } from "./part-writer";

/** Text that must be read with care: nothing that was written of it may be used. */
export class NeedsCare extends Error {}

/** Where the text of one file goes. */
export interface TextSink {
  readonly push: (chunk: Buffer) => void;
  /** Once, after the last chunk. `failure` says why there are no more if that is not the file's end. */
  readonly end: (failure?: string) => void;
}

const NEWLINE = 0x0a;

/** Lines of JSON as they are; says how many there are, so that DuckDB's count can be held against it. */
export function quickLines(writer: PartWriter, onLines: (count: number) => void): TextSink {
  let last = NEWLINE;
  return {
    push: (chunk) => {
      let lines = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
        if ((at > 0 ? chunk[at - 1] : last) !== NEWLINE) lines++;
      }
      onLines(lines);
      last = chunk[chunk.length - 1] ?? last;
      writer.write(chunk);
    },
    end: (failure) => {
      if (failure !== undefined) throw new NeedsCare(failure);
      if (last === NEWLINE) return;
      onLines(1);
      writer.write(Buffer.of(NEWLINE));
    },
  };
}

/** The end of a list may be found in so many last bytes. */
const HELD_BYTES = 128;
const SMALL_CHUNK = 4 * HELD_BYTES;
const DOCUMENT_END = /\}(\s*\]\s*\}\s*)$/;
const LIST_END = /\}(\s*\]\s*)$/;

/**
 * Breaks a list of records on one line into lines, by a newline for the comma wherever one record ends and the next begins with the
 * first one's first key. A wrong guess leaves lines that are no JSON, which DuckDB counts out, so that it is never a wrong record.
 */
export function quickList(
  form: LogForm & { readonly kind: "list" },
  writer: PartWriter,
  onLines: (count: number) => void,
): TextSink {
  const { separator } = form;
  let toSkip = form.header;
  let held: Buffer = Buffer.alloc(0);
  const cut = (data: Buffer) => {
    let lines = 0;
    for (let at = data.indexOf(separator); at >= 0; at = data.indexOf(separator, at + separator.length)) {
      data[at + 1] = NEWLINE;
      lines++;
    }
    onLines(lines);
  };
  /** A separator that begins in what is held and ends in the chunk. */
  const cutBetween = (chunk: Buffer) => {
    const window = Buffer.concat([held, chunk.subarray(0, separator.length - 1)]);
    const at = window.indexOf(separator, Math.max(0, held.length - separator.length + 1));
    if (at < 0) return;
    if (at + 1 < held.length) held[at + 1] = NEWLINE;
    else chunk[at + 1 - held.length] = NEWLINE;
    onLines(1);
  };
  return {
    push: (whole) => {
      const chunk = whole.subarray(toSkip);
      toSkip -= whole.length - chunk.length;
      if (chunk.length < SMALL_CHUNK) {
        const data = Buffer.concat([held, chunk]);
        cut(data);
        const border = Math.max(0, data.length - HELD_BYTES);
        writer.write(data.subarray(0, border));
        held = data.subarray(border);
        return;
      }
      cutBetween(chunk);
      cut(chunk);
      writer.write(held);
      writer.write(chunk.subarray(0, -HELD_BYTES));
      held = Buffer.from(chunk.subarray(-HELD_BYTES));
    },
    end: (failure) => {
      if (failure !== undefined) throw new NeedsCare(failure);
      const [, end] = (form.isDocument ? DOCUMENT_END : LIST_END).exec(held.toString("latin1")) ?? [];
      if (end === undefined) throw new NeedsCare("no end of the list");
      writer.write(held.subarray(0, held.length - end.length));
      writer.write(Buffer.of(NEWLINE));
      onLines(1);
    },
  };
}
