import { readFileSync, statSync } from "node:fs";

export interface CidrLine {
  readonly text: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** The entries of a text file with one network per line; `#` begins a comment. Throws what the file system throws. */
export function readCidrFile(path: string): readonly CidrLine[] {
  // Opening a pipe would wait for a writer, and a device has no end.
  if (!statSync(path).isFile()) throw new Error("not a regular file");
  return parseCidrLines(readFileSync(path, "utf8"));
}

/** Splits the text; blank lines, comments and a byte order mark are skipped. */
export function parseCidrLines(text: string): readonly CidrLine[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .flatMap((raw, index) => {
      const hash = raw.indexOf("#");
      const entry = hash < 0 ? raw : raw.slice(0, hash);
      const trimmed = entry.trim();
      return trimmed === "" ? [] : [{ text: trimmed, line: index + 1, column: entry.indexOf(trimmed) + 1 }];
    });
}
