import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { writing } from "./cache-problem";

/** Text for DuckDB to read, of whole lines. */
export interface Part {
  readonly path: string;
  /** Bytes that no line is longer than. */
  readonly longest: number;
}

const NEWLINE = 0x0a;
const PART_BYTES = 48 * 1024 * 1024;
/** Twice as many bytes are read at a time, by each thread. A record of CloudTrail has 256 kB at most. */
const USUAL_LONGEST = 1024 * 1024;

/** Cuts what is written into files of about the same size, always between two lines. */
export class PartWriter {
  readonly #prefix: string;
  readonly #onPart: (part: Part) => void;
  #file: number | undefined;
  #path = "";
  #count = 0;
  #bytes = 0;
  #longest = USUAL_LONGEST;

  constructor(folder: string, name: string, onPart: (part: Part) => void) {
    this.#prefix = join(folder, name);
    this.#onPart = onPart;
  }

  /** Any bytes; a new part may begin behind a newline in them. */
  write(bytes: Buffer): void {
    const cut = this.#bytes >= PART_BYTES ? bytes.indexOf(NEWLINE) + 1 : 0;
    if (cut > 0) {
      this.#append(bytes.subarray(0, cut));
      this.end();
    }
    this.#append(bytes.subarray(cut));
  }

  /** Must know of a line longer than usual before it is written. */
  expect(longest: number): void {
    this.#longest = Math.max(this.#longest, longest);
  }

  end(): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    this.#file = undefined;
    this.#onPart({ path: this.#path, longest: this.#longest });
    this.#bytes = 0;
  }

  #append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#file === undefined) {
      this.#path = `${this.#prefix}-${this.#count++}`;
      this.#file = writing(() => openSync(this.#path, "wx", 0o600));
    }
    const file = this.#file;
    writing(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    });
    this.#bytes += bytes.length;
  }
}
