import { unitsWithin } from "./display-width";

/** Where an ARN, a key or a name may be broken, behind the character; better behind one of the first than of the second. */
const JOINTS = [
  ["/", ":"],
  ["-", "_", "."],
];

/** Text in lines of at most `width` columns: broken between words where possible, else behind a joint, else anywhere. */
export function wrapText(text: string, width: number): readonly string[] {
  return brokenAt(lineEnd, text, width);
}

/** Text broken between words alone: one that is longer than a line stays whole, so that it can be copied. */
export function wrapWords(text: string, width: number): readonly string[] {
  return brokenAt(wordEnd, text, width);
}

function brokenAt(endOf: (text: string, fit: number) => number, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trimEnd();
  for (let fit = unitsWithin(rest, width); fit < rest.length; fit = unitsWithin(rest, width)) {
    const end = endOf(rest, fit);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

function lineEnd(text: string, fit: number): number {
  const space = text.lastIndexOf(" ", fit);
  if (space > 0) return space;
  const joints = JOINTS.map((chars) => Math.max(...chars.map((char) => text.lastIndexOf(char, fit - 1))));
  const joint = joints.find((at) => at > 0);
  return joint === undefined ? fit : joint + 1;
}

function wordEnd(text: string, fit: number): number {
  const space = text.lastIndexOf(" ", fit);
  if (space > 0) return space;
  const next = text.indexOf(" ", fit);
  return next === -1 ? text.length : next;
}
