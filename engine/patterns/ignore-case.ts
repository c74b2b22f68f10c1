/** Both spellings of each UTF-16 unit of a text, lower case first. */
export type CaseFolded = readonly (readonly [lower: string, upper: string])[];

/**
 * Case is folded unit by unit, as event-ruler does: a whole-text `toLowerCase` would let `ſ` match `s`, and would not know that
 * some letters change their length (`ß`, `SS`).
 */
export function foldCase(text: string): CaseFolded {
  return text.split("").map((unit) => [unit.toLowerCase(), unit.toUpperCase()]);
}

export function equalsIgnoreCase(folded: CaseFolded, text: string): boolean {
  return endOfPrefix(folded, text) === text.length;
}

export function startsWithIgnoreCase(folded: CaseFolded, text: string): boolean {
  return endOfPrefix(folded, text) >= 0;
}

export function endsWithIgnoreCase(folded: CaseFolded, text: string): boolean {
  let end = text.length;
  for (let index = folded.length - 1; index >= 0; index--) {
    const [lower, upper] = folded[index] as CaseFolded[number];
    if (text.endsWith(lower, end)) end -= lower.length;
    else if (text.endsWith(upper, end)) end -= upper.length;
    else return false;
  }
  return true;
}

/** Where the prefix ends in the text; -1 if the text does not start with it. */
function endOfPrefix(folded: CaseFolded, text: string): number {
  let position = 0;
  for (const [lower, upper] of folded) {
    if (text.startsWith(lower, position)) position += lower.length;
    else if (text.startsWith(upper, position)) position += upper.length;
    else return -1;
  }
  return position;
}
