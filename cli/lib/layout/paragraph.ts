import { wrapWords } from "./wrap-text";

/** Text that is coloured line by line once it is broken, so that no colour runs over a border. */
export type Paragraph = string | { readonly text: string; readonly paint: (text: string) => string };

export function textOf(paragraph: Paragraph): string {
  return typeof paragraph === "string" ? paragraph : paragraph.text;
}

/** A line of a paragraph in the paragraph's colour. */
export function painted(line: string, paragraph: Paragraph): string {
  return typeof paragraph === "string" || line === "" ? line : paragraph.paint(line);
}

/** What the lines of a list item and of an indented text are indented by. */
const INDENT = /^ *(?:- )?/;

/** Prose for a terminal, broken between words and nowhere else: addresses and commands can be copied. What belongs to an indented line stays indented. */
export function fitProse(paragraphs: readonly Paragraph[], width: number): readonly string[] {
  return paragraphs.flatMap((paragraph) => {
    const text = textOf(paragraph);
    const indent = INDENT.exec(text)?.[0] ?? "";
    const lines = wrapWords(text.slice(indent.length), Math.max(1, width - indent.length));
    return lines.map((line, index) => painted((index === 0 ? indent : " ".repeat(indent.length)) + line, paragraph));
  });
}
