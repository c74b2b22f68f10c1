import type { ReceivedDigest } from "../digest/received-digest";
import { severityColor } from "./severity-color";

const LONGEST_TITLE = 140;
const LONGEST_HEADING = 80;
/** A digest has six sections, and room for eight. */
const MOST_SECTIONS = 8;

/** UTF-16 units that a vendor has for the lines of all sections. */
export interface DigestRoom {
  readonly all: number;
  /** The most for one section, and the least that is left for each that follows. */
  readonly most: number;
  readonly least: number;
}

/** Escapes a text for a vendor, to at most so many UTF-16 units. */
type Write = (text: string, longest: number) => string;

export interface DigestTexts {
  readonly title: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
}

/** A digest's texts, escaped and cut to what a vendor has room for; headings may need another escape than lines. */
export function digestTexts(
  digest: ReceivedDigest,
  room: DigestRoom,
  write: Write,
  writeHeading: Write = write,
): DigestTexts {
  return {
    title: write(digest.title, LONGEST_TITLE),
    color: severityColor(digest.needsAttention ? "medium" : "informational"),
    sections: fittedSections(digest, room, write).map(({ heading, text }) => ({
      heading: writeHeading(heading, LONGEST_HEADING),
      text,
    })),
  };
}

/** What one section leaves is for those that follow. */
function fittedSections({ sections }: ReceivedDigest, { all, most, least }: DigestRoom, write: Write) {
  let left = all;
  return sections.slice(0, MOST_SECTIONS).map(({ heading, lines }, index, { length }) => {
    const text = linesThatFit(lines, Math.min(most, left - least * (length - 1 - index)), write);
    left -= text.length;
    return { heading, text };
  });
}

const REST = 40;

/** As many whole lines as have room, and how many are left; of a first line that is too long, its beginning. */
function linesThatFit(lines: readonly string[], longest: number, write: Write): string {
  const [first = "", ...others] = lines.map((line) => write(line, longest - REST));
  let text = first;
  for (const [index, line] of others.entries()) {
    const isLast = index === others.length - 1;
    if (text.length + 1 + line.length > (isLast ? longest : longest - REST)) {
      return `${text}\n... and ${others.length - index} more lines`;
    }
    text += `\n${line}`;
  }
  return text || "-";
}
