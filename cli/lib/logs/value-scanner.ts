/** What a scan found: the value's end, the first element of a list of records, something that cannot be JSON, or that bytes are missing. */
export type Found = "end" | "elements" | "broken" | "more";

/** What may come next. */
type Expect =
  | "value"
  | "value-or-close"
  | "key"
  | "key-or-close"
  | "colon"
  | "comma-or-close"
  | "string"
  | "escape"
  | "scalar";

const MAX_DEPTH = 1_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const RECORDS = Buffer.from('"Records"');

function isScalar(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x45
  );
}

/**
 * Finds where a JSON value ends in bytes that arrive bit by bit. It checks the structure strictly, so that a line cut in half is
 * noticed at the next line and not at the end of the file; literals and escapes are left to JSON.parse.
 */
export class ValueScanner {
  /** How far the scan has come, counted from the value's first byte. */
  at = 0;
  #expect: Expect = "value";
  /** Open brackets, outermost first: true is an object. */
  readonly #open: boolean[] = [];
  #isKey = false;
  #stringStart = 0;
  /** The key just read, at the outermost level, is `Records`. */
  #atRecords = false;
  #findsElements = true;

  /** For an element of a list, whose own lists are nothing special. */
  static ofElement(): ValueScanner {
    const scanner = new ValueScanner();
    scanner.#findsElements = false;
    return scanner;
  }

  /** For what follows a member of the outermost object. */
  static insideObject(): ValueScanner {
    const scanner = ValueScanner.ofElement();
    scanner.#open.push(true);
    scanner.#expect = "comma-or-close";
    return scanner;
  }

  /** Goes on from `start + at`; `data` must hold the same bytes from `start` on as before, and more. */
  scan(data: Buffer, start: number, end: number): Found {
    let position = start + this.at;
    while (position < end) {
      const byte = data[position] as number;
      if (this.#expect === "string") {
        if (byte === QUOTE) {
          if (this.#open.length === 0) return this.#stop("end", position + 1 - start);
          this.#closeString(data, start, position);
        } else if (byte === BACKSLASH) this.#expect = "escape";
        else if (byte < 0x20) return this.#stop("broken", position - start);
        position++;
        continue;
      }
      if (this.#expect === "escape") {
        this.#expect = "string";
        position++;
        continue;
      }
      if (this.#expect === "scalar") {
        if (isScalar(byte)) {
          position++;
          continue;
        }
        if (this.#open.length === 0) return this.#stop("end", position - start);
        this.#expect = "comma-or-close";
      }
      position++;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      const found = this.#token(byte, position - start);
      if (found) return this.#stop(found, position - start);
    }
    return this.#stop("more", position - start);
  }

  #stop(found: Found, at: number): Found {
    this.at = at;
    return found;
  }

  /** Undefined: go on. */
  #token(byte: number, at: number): Found | undefined {
    const expect = this.#expect;
    switch (byte) {
      case QUOTE:
        this.#isKey = expect === "key" || expect === "key-or-close";
        if (!this.#isKey && !this.#takesValue()) return "broken";
        this.#stringStart = at - 1;
        this.#expect = "string";
        return undefined;
      case OPEN_OBJECT:
      case OPEN_LIST:
        return this.#openBracket(byte === OPEN_OBJECT);
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        return this.#closeBracket(byte === CLOSE_OBJECT);
      case COLON:
        if (expect !== "colon") return "broken";
        this.#expect = "value";
        return undefined;
      case COMMA:
        if (expect !== "comma-or-close") return "broken";
        this.#expect = this.#open.at(-1) ? "key" : "value";
        this.#atRecords = false;
        return undefined;
      default:
        if (!this.#takesValue() || !isScalar(byte)) return "broken";
        this.#expect = "scalar";
        return undefined;
    }
  }

  #takesValue(): boolean {
    return this.#expect === "value" || this.#expect === "value-or-close";
  }

  #openBracket(isObject: boolean): Found | undefined {
    if (!this.#takesValue() || this.#open.length >= MAX_DEPTH) return "broken";
    const isList = !isObject && this.#findsElements && (this.#open.length === 0 || this.#atRecords);
    if (isList) return "elements";
    this.#open.push(isObject);
    this.#expect = isObject ? "key-or-close" : "value-or-close";
    return undefined;
  }

  #closeBracket(isObject: boolean): Found | undefined {
    const mayClose =
      this.#expect === "comma-or-close" || this.#expect === (isObject ? "key-or-close" : "value-or-close");
    if (!mayClose || this.#open.pop() !== isObject) return "broken";
    this.#expect = "comma-or-close";
    return this.#open.length === 0 ? "end" : undefined;
  }

  #closeString(data: Buffer, start: number, position: number): void {
    this.#expect = this.#isKey ? "colon" : "comma-or-close";
    if (!this.#isKey || this.#open.length !== 1) return;
    const from = start + this.#stringStart;
    this.#atRecords = position + 1 - from === RECORDS.length && RECORDS.equals(data.subarray(from, position + 1));
  }
}
