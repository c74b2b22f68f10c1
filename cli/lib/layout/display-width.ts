import { eastAsianWidth } from "get-east-asian-width";

/** Marks, and the vowels and finals of Hangul, share the cell of the letter before them. */
const SHARES_A_CELL = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]/u;
/** No character before this one is wide or a mark. */
const FIRST_MARK = "\u0300";

/**
 * How many columns of a terminal a text takes that `visibleText` made: without control and format characters. Code point by code point,
 * as most terminals count, which know no larger clusters.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** How many UTF-16 units from the start of a text fit into `width` columns, marks of the last character included; at least one character. */
export function unitsWithin(text: string, width: number): number {
  let columns = 0;
  let units = 0;
  for (const char of text) {
    columns += charWidth(char);
    if (columns > width && units > 0) return units;
    units += char.length;
  }
  return units;
}

function charWidth(char: string): number {
  if (char < FIRST_MARK) return 1;
  return SHARES_A_CELL.test(char) ? 0 : eastAsianWidth(char.codePointAt(0) ?? 0);
}
