import { StringDecoder } from "node:string_decoder";

export type Row = Readonly<Record<string, string>>;

interface CsvSink {
  /** One row, by the names of its columns; empty cells are left out. */
  readonly row: (row: Row) => void;
  readonly unreadable: (reason: string) => void;
}

const DELIMITERS = [",", ";", "\t"] as const;

/** Columns that tables of records have, in small letters: by these a first line is known for one. */
const TELLING: ReadonlySet<string> = new Set([
  "_raw",
  "@message",
  "message",
  "event.original",
  "eventdata",
  "eventjson",
  "cloudtrailevent",
  "cloud_trail_event",
  "raw_data",
  "eventname",
  "event name",
  "requestdatetime",
]);

const MOST_CHARS = 64 * 1024 * 1024;

/** How the cells of a table of records are parted, by its first line; undefined where that is none. */
export function csvDelimiter(head: Buffer): string | undefined {
  const [line = ""] = head
    .toString()
    .replace(/^\ufeff/, "")
    .split(/\r?\n/, 1);
  return DELIMITERS.find((delimiter) => {
    const names = line.split(delimiter).map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .toLowerCase(),
    );
    return names.some((name) => TELLING.has(name));
  });
}

/**
 * Reads a table of comma-separated values, pushed in chunks of any size, whose first line names the columns.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export class CsvReader {
  readonly #sink: CsvSink;
  readonly #delimiter: string;
  readonly #decoder = new StringDecoder();
  #columns: readonly string[] | undefined;
  #cells: string[] = [];
  #cell = "";
  #isQuoted = false;
  /** A quote in a quoted cell: its end, unless another one follows. */
  #atQuote = false;
  #isTooLong = false;

  constructor(sink: CsvSink, delimiter: string) {
    this.#sink = sink;
    this.#delimiter = delimiter;
  }

  push(chunk: Buffer): void {
    if (!this.#isTooLong) this.#take(this.#decoder.write(chunk));
  }

  /** Must be called once, after the last chunk; `failure` says why there are no more, if that is not the input's end. */
  end(failure?: string): void {
    if (this.#isTooLong) return;
    const isCut = this.#isQuoted && !this.#atQuote;
    if (failure === undefined && !isCut) this.#endRow();
    if (failure !== undefined || isCut) this.#sink.unreadable(failure ?? "cut off");
  }

  #take(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text[at] as string;
      if (this.#isQuoted && !this.#atQuote) {
        if (char !== '"') continue;
        this.#cell += text.slice(start, at);
        start = at + 1;
        this.#atQuote = true;
        continue;
      }
      if (this.#atQuote) {
        this.#atQuote = false;
        if (char === '"') {
          start = at;
          continue;
        }
        this.#isQuoted = false;
        start = at;
      }
      if (char === '"' && this.#cell === "" && text.slice(start, at).trim() === "") {
        this.#isQuoted = true;
        start = at + 1;
      } else if (char === this.#delimiter || char === "\n") {
        this.#cell += text.slice(start, at);
        start = at + 1;
        this.#endCell();
        if (char === "\n") this.#endRow();
      }
    }
    this.#cell += text.slice(start);
    if (this.#cell.length > MOST_CHARS) this.#giveUp();
  }

  #giveUp(): void {
    this.#isTooLong = true;
    this.#sink.unreadable("one cell of more than 64 MB");
  }

  #endCell(): void {
    this.#cells.push(this.#cell.replace(/\r$/, ""));
    this.#cell = "";
  }

  #endRow(): void {
    if (this.#cell !== "" || this.#isQuoted) this.#endCell();
    this.#isQuoted = false;
    this.#atQuote = false;
    const cells = this.#cells;
    this.#cells = [];
    if (cells.every((cell) => cell === "")) return;
    if (this.#columns === undefined) {
      this.#columns = cells.map((name) => name.replace(/^\ufeff/, "").trim());
      return;
    }
    const columns = this.#columns;
    if (cells.length > columns.length) {
      this.#sink.unreadable("a row with more cells than columns");
      return;
    }
    const filled = cells.flatMap((cell, index) => (cell === "" ? [] : [[columns[index] as string, cell] as const]));
    this.#sink.row(Object.fromEntries(filled));
  }
}
