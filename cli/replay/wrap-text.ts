/** Where an ARN or a key may be broken, behind the character. */
const JOINTS = ["/", ":"];

/** Text in lines of at most `width` UTF-16 units: broken between words where possible, else behind a joint, else anywhere. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trimEnd();
  while (rest.length > width) {
    const end = lineEnd(rest, width);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

function lineEnd(text: string, width: number): number {
  const space = text.lastIndexOf(" ", width);
  if (space > 0) return space;
  const joint = Math.max(...JOINTS.map((char) => text.lastIndexOf(char, width - 1)));
  if (joint > 0) return joint + 1;
  // Half a surrogate pair is no character.
  return /[\ud800-\udbff]/.test(text.charAt(width - 1)) && width > 1 ? width - 1 : width;
}
