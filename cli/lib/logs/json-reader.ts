import { isAscii } from "node:buffer";
import { type Found, ValueScanner } from "./value-scanner";

/** Where the reader puts what it finds. */
export interface JsonSink {
  /** One value: an element of a list or of `Records`, or a document that is neither. */
  readonly value: (value: unknown) => void;
  /** A stretch of the input that is no JSON. */
  readonly unreadable: (reason: string) => void;
  /** A whole line between documents that is none: true where it is something else that can be read. Absent takes all for unreadable. */
  readonly line?: (text: string) => boolean;
}

/** Longer lines are read element by element, so that a file of hundreds of megabytes never becomes one string or one object graph. */
const WHOLE_LINE_BYTES = 256 * 1024;
/** The largest single value that is held in memory. */
const MAX_VALUE_BYTES = 64 * 1024 * 1024;

const NOT_JSON = "not JSON";
const CUT_OFF = "cut off";
const TOO_LARGE = "one value of more than 64 MB";

const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/** Spaces, the byte order mark that Windows writes, and the comma behind an element whose list was given up. */
const isBetweenDocuments = (byte: number | undefined) =>
  isSpace(byte) || byte === COMMA || byte === 0xef || byte === 0xbb || byte === 0xbf;

/** What stands between two elements up to the second one's first key, as in `},{"eventVersion":`. */
const SEPARATOR = /^\s*,\s*\{\s*"[^"\\]{1,64}"\s*:/;

const NOTHING = Symbol("not JSON");

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOTHING;
  }
}

type Mode =
  /** Between documents. */
  | "document"
  /** Inside a list, or the list under a document's `Records`. */
  | "elements"
  /** After `Records`, up to the end of its document. */
  | "rest"
  /** After something broken, up to the next place where reading can begin again. */
  | "lost";

/**
 * Finds the JSON values of a byte stream, pushed in chunks of any size: JSON lines, `{"Records": […]}` documents and lists, on one line
 * or pretty-printed, and any sequence of these. What is broken is reported, and reading goes on behind it.
 */
export class JsonReader {
  readonly #sink: JsonSink;
  #data: Buffer = Buffer.allocUnsafe(0);
  #start = 0;
  #end = 0;
  #mode: Mode = "document";
  #ended = false;
  /** Whether all that is held is ASCII, which becomes text several times faster. */
  #ascii = true;
  #scanner: ValueScanner | undefined;
  #inRecords = false;
  #separator: Buffer | undefined;
  /** Bytes from `#start` on that a failed scan has seen: within them a line either parses alone or is skipped, which keeps bad input linear. */
  #distrusted = 0;
  #cutOff = CUT_OFF;
  #hasFailed = false;
  #wasCut = false;
  /** True after junk, so that the lines of one broken stretch count once. */
  #inJunk = false;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    this.#ascii = isAscii(chunk) && (this.#ascii || this.#start === this.#end);
    this.#append(chunk);
    this.#drain();
  }

  /** Must be called once, after the last chunk; `failure` says why there are no more, if that is not the input's end. */
  end(failure?: string): void {
    this.#ended = true;
    this.#cutOff = failure ?? CUT_OFF;
    this.#hasFailed = failure !== undefined;
    this.#drain();
    if (failure && !this.#wasCut) this.#sink.unreadable(failure);
  }

  #append(chunk: Buffer): void {
    const held = this.#end - this.#start;
    if (held + chunk.length > this.#data.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * held, held + chunk.length) + 4096);
      this.#data.copy(larger, 0, this.#start, this.#end);
      this.#data = larger;
      this.#start = 0;
    } else if (this.#end + chunk.length > this.#data.length) {
      this.#data.copyWithin(0, this.#start, this.#end);
      this.#start = 0;
    }
    chunk.copy(this.#data, this.#start + held);
    this.#end = this.#start + held + chunk.length;
  }

  #drain(): void {
    while (this.#start < this.#end && this.#step());
    const isInside = this.#mode === "elements" || this.#mode === "rest";
    if (this.#ended && isInside && this.#start >= this.#end) this.#reportCut();
  }

  /** One value or one change of mode; false when more bytes are needed. */
  #step(): boolean {
    switch (this.#mode) {
      case "document":
        return this.#document();
      case "elements":
        return this.#element();
      case "rest":
        return this.#rest();
      case "lost":
        return this.#lost();
    }
  }

  #document(): boolean {
    if (this.#scanner) return this.#scanDocument();
    this.#skipSpace();
    const first = this.#data[this.#start];
    if (this.#start >= this.#end) return false;
    const newline = this.#indexOfNewline();
    const lineEnd = newline >= 0 ? newline : this.#ended ? this.#end : -1;
    const isOpen = first === OPEN_OBJECT || first === OPEN_LIST;
    const held = this.#end - this.#start;
    if (lineEnd < 0 && held < (isOpen ? WHOLE_LINE_BYTES : MAX_VALUE_BYTES)) return false;
    const isDistrusted = this.#distrusted > 0;
    if (!isOpen && lineEnd >= 0 && this.#otherLine(lineEnd, newline < 0)) return true;
    if (lineEnd >= 0 && (lineEnd - this.#start <= WHOLE_LINE_BYTES || isDistrusted) && this.#line(lineEnd)) return true;
    if (!isOpen || isDistrusted) {
      this.#unreadableLine(isOpen);
      return true;
    }
    this.#inJunk = false;
    this.#scanner = new ValueScanner();
    return this.#scanDocument();
  }

  /** A line that is no JSON and yet can be read; where reading failed half way, its beginning is not taken for the whole. */
  #otherLine(lineEnd: number, isLast: boolean): boolean {
    if (this.#sink.line === undefined || (isLast && this.#hasFailed)) return false;
    if (!this.#sink.line(this.#text(this.#start, lineEnd))) return false;
    this.#inJunk = false;
    this.#advance(lineEnd);
    return true;
  }

  /** The common case: the line is a whole document. */
  #line(lineEnd: number): boolean {
    let last = lineEnd - 1;
    while (isSpace(this.#data[last])) last--;
    if (this.#distrusted > 0 && this.#data[last] === COMMA) last--;
    const closes = this.#data[last];
    const opens = this.#data[this.#start];
    // A line that only opens something would cost an exception each.
    if (opens === OPEN_OBJECT && closes !== CLOSE_OBJECT) return false;
    if (opens === OPEN_LIST && closes !== CLOSE_LIST) return false;
    const value = tryParse(this.#text(this.#start, last + 1));
    if (value === NOTHING) return false;
    this.#inJunk = false;
    this.#advance(lineEnd);
    this.#emitDocument(value);
    return true;
  }

  #scanDocument(): boolean {
    const scanner = this.#scanner as ValueScanner;
    const found = scanner.scan(this.#data, this.#start, this.#end);
    switch (found) {
      case "more":
      case "broken":
        return this.#breakOff(found);
      case "elements":
        this.#inRecords = this.#data[this.#start] === OPEN_OBJECT;
        this.#advance(this.#start + scanner.at);
        this.#scanner = undefined;
        this.#separator = undefined;
        this.#mode = "elements";
        return true;
      case "end": {
        const end = this.#start + scanner.at;
        const value = tryParse(this.#text(this.#start, end));
        if (value === NOTHING) return this.#breakOff("broken");
        this.#advance(end);
        this.#scanner = undefined;
        this.#emitDocument(value);
        return true;
      }
    }
  }

  #element(): boolean {
    if (this.#scanner) return this.#scanElement(this.#scanner);
    while (isSpace(this.#data[this.#start]) || this.#data[this.#start] === COMMA) {
      if (++this.#start >= this.#end) return false;
    }
    if (this.#data[this.#start] === CLOSE_LIST) {
      this.#start++;
      this.#mode = this.#inRecords ? "rest" : "document";
      this.#scanner = this.#inRecords ? ValueScanner.insideObject() : undefined;
      return true;
    }
    if (this.#separator && this.#guessElement(this.#separator)) return true;
    this.#scanner = ValueScanner.ofElement();
    return this.#scanElement(this.#scanner);
  }

  /**
   * Neighbours nearly always look alike, so the element probably ends where the last separator occurs next, which is found natively.
   * A wrong guess does no harm: text that begins at an element's start and parses whole is that element.
   */
  #guessElement(separator: Buffer): boolean {
    const found = this.#data.indexOf(separator, this.#start);
    if (found < 0 || found + separator.length > this.#end) return false;
    const value = tryParse(this.#text(this.#start, found + 1));
    if (value === NOTHING) return false;
    this.#start = found + 1;
    this.#emit(value);
    return true;
  }

  #scanElement(scanner: ValueScanner): boolean {
    const found = scanner.scan(this.#data, this.#start, this.#end);
    if (found !== "end") return this.#breakOff(found);
    const end = this.#start + scanner.at;
    const value = tryParse(this.#text(this.#start, end));
    if (value === NOTHING) return this.#breakOff("broken");
    this.#scanner = undefined;
    this.#start = end;
    this.#learnSeparator();
    this.#emit(value);
    return true;
  }

  #learnSeparator(): void {
    const [separator] =
      SEPARATOR.exec(this.#data.toString("latin1", this.#start, Math.min(this.#end, this.#start + 256))) ?? [];
    if (separator) this.#separator = Buffer.from(`}${separator}`, "latin1");
  }

  #rest(): boolean {
    const scanner = this.#scanner as ValueScanner;
    const found = scanner.scan(this.#data, this.#start, this.#end);
    if (found !== "end") return this.#breakOff(found);
    this.#advance(this.#start + scanner.at);
    this.#scanner = undefined;
    this.#mode = "document";
    return true;
  }

  /** Gives up on the value at hand and looks for the next place to begin; false while the value may still come to its end. */
  #breakOff(found: Found): boolean {
    if (found === "more" && !this.#ended && this.#end - this.#start <= MAX_VALUE_BYTES) return false;
    if (found === "more" && this.#ended) this.#reportCut();
    else this.#sink.unreadable(found === "more" ? TOO_LARGE : NOT_JSON);
    this.#distrusted = Math.max(this.#distrusted, this.#scanner?.at ?? 0);
    this.#scanner = undefined;
    this.#inJunk = true;
    if (this.#mode === "document") this.#skipLine();
    else this.#mode = "lost";
    return true;
  }

  /** Inside a list: begin again behind the next separator, or at the next line that begins a document. */
  #lost(): boolean {
    const scanned = this.#start + Math.max(1, this.#distrusted - 1);
    const separator = this.#within(this.#separator ? this.#data.indexOf(this.#separator, scanned) : -1);
    const document = this.#indexOfOpeningLine(this.#start);
    if (separator >= 0 && (document < 0 || separator < document)) {
      this.#advance(separator + 1);
      this.#mode = "elements";
      return true;
    }
    if (document >= 0) {
      this.#advance(document);
      this.#mode = "document";
      return true;
    }
    const kept = this.#ended ? 0 : (this.#separator?.length ?? 2);
    this.#advance(Math.max(this.#start, this.#end - kept));
    return false;
  }

  #indexOfOpeningLine(from: number): number {
    for (
      let at = this.#data.indexOf(NEWLINE, from);
      at >= 0 && at + 1 < this.#end;
      at = this.#data.indexOf(NEWLINE, at + 1)
    ) {
      const next = this.#data[at + 1];
      if (next === OPEN_OBJECT || next === OPEN_LIST) return at + 1;
    }
    return -1;
  }

  #indexOfNewline(): number {
    return this.#within(this.#data.indexOf(NEWLINE, this.#start));
  }

  /** The buffer is larger than what it holds: a find behind the end is none. */
  #within(found: number): number {
    return found < this.#end ? found : -1;
  }

  #skipSpace(): void {
    let at = this.#start;
    while (at < this.#end && isBetweenDocuments(this.#data[at])) at++;
    this.#advance(at);
  }

  #skipLine(): void {
    const newline = this.#indexOfNewline();
    this.#advance(newline < 0 ? this.#end : newline + 1);
  }

  #unreadableLine(isOpen: boolean): void {
    const isCut = this.#ended && this.#indexOfNewline() < 0;
    if (isCut && (isOpen || (this.#hasFailed && this.#sink.line !== undefined))) this.#reportCut();
    else if (!this.#inJunk || isOpen) this.#sink.unreadable(NOT_JSON);
    this.#inJunk = true;
    this.#skipLine();
  }

  #reportCut(): void {
    this.#wasCut = true;
    this.#sink.unreadable(this.#cutOff);
  }

  #advance(to: number): void {
    this.#distrusted = Math.max(0, this.#distrusted - (to - this.#start));
    this.#start = to;
  }

  #text(from: number, to: number): string {
    return this.#ascii ? this.#data.toString("latin1", from, to) : this.#data.toString("utf8", from, to);
  }

  #emitDocument(value: unknown): void {
    if (Array.isArray(value)) for (const element of value) this.#emit(element);
    else this.#emit(value);
  }

  #emit(value: unknown): void {
    const records = (value as { readonly Records?: unknown } | null | undefined)?.Records;
    if (Array.isArray(records)) for (const record of records) this.#sink.value(record);
    else this.#sink.value(value);
  }
}
