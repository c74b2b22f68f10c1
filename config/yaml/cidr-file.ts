export interface CidrLine {
  readonly text: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** The entries of a text with one network per line; `#` begins a comment. */
export function parseCidrLines(text: string): readonly CidrLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, index) => {
    const hash = raw.indexOf("#");
    const entry = hash < 0 ? raw : raw.slice(0, hash);
    const trimmed = entry.trim();
    return trimmed === "" ? [] : [{ text: trimmed, line: index + 1, column: entry.indexOf(trimmed) + 1 }];
  });
}
