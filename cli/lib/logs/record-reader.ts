import { CsvReader, csvDelimiter } from "./csv-reader";
import { JsonReader } from "./json-reader";
import { unreadableForm } from "./unreadable-form";

/** Where the reader puts what it finds. */
export interface RecordSink {
  /** One value, as `readEvents` takes it. */
  readonly value: (value: unknown) => void;
  /** A stretch that cannot be read. */
  readonly unreadable: (reason: string) => void;
  /** Takes a line that is no JSON where it is one of an access log; false where it is not. */
  readonly line: (text: string) => boolean;
}

interface TextReader {
  readonly push: (chunk: Buffer) => void;
  readonly end: (failure?: string) => void;
}

/**
 * Finds the values in a file's text, as `readText` hands it out: JSON in any arrangement, lines of access logs, lines with JSON behind a
 * time or a host, and tables of comma-separated values. Whatever reads logs reads them by this.
 */
export class RecordReader {
  readonly #sink: RecordSink;
  #reader: TextReader | undefined;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    this.#reader ??= readerOf(chunk, this.#sink);
    this.#reader.push(chunk);
  }

  /** Must be called once, after the last chunk; `failure` says why there are no more, if that is not the input's end. */
  end(failure?: string): void {
    if (this.#reader) this.#reader.end(failure);
    else if (failure !== undefined) this.#sink.unreadable(failure);
  }
}

function readerOf(head: Buffer, sink: RecordSink): TextReader {
  const form = unreadableForm(head);
  if (form !== undefined) {
    sink.unreadable(form);
    return { push: () => {}, end: () => {} };
  }
  const delimiter = beginsAsJson(head) ? undefined : csvDelimiter(head);
  if (delimiter !== undefined) {
    const { value, unreadable } = sink;
    return new CsvReader({ row: value, unreadable }, delimiter);
  }
  return new JsonReader({ ...sink, line: (text) => sink.line(text) || takeJsonBehind(text, sink) });
}

function beginsAsJson(head: Buffer): boolean {
  return /^\s*[[{]/.test(head.toString("latin1", 0, 64));
}

/** What stands before JSON in an export of CloudWatch Logs, `aws logs tail` or syslog. */
const MOST_PREFIX = 512;

function takeJsonBehind(text: string, sink: RecordSink): boolean {
  const at = text.indexOf("{");
  if (at <= 0 || at > MOST_PREFIX || !text.trimEnd().endsWith("}")) return false;
  const value = parsed(text.slice(at));
  if (value !== undefined) sink.value(value);
  return value !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
