import { wrapWords } from "./wrap-text";

/** What stands before the explanation on a line of a list: an option, an argument, a status. */
const TERM = /^ +\S.*? {2,}/;
const NARROWEST_EXPLANATION = 20;

/** A part of a help text for a terminal, to its last line: paragraphs and explanations are broken between words, examples stay on one line, to be copied. */
export function fitHelp(text: string, columns: number | undefined): string {
  const lines = text.replace(/\n+$/, "\n").split("\n");
  if (columns === undefined) return lines.join("\n");
  return joinedParagraphs(lines)
    .flatMap((line) => fitLine(line, columns))
    .join("\n");
}

/** Lines that are not indented and follow each other are one paragraph. */
function joinedParagraphs(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && isProse(last) && isProse(line)) joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}

function isProse(line: string): boolean {
  return line !== "" && !line.startsWith(" ");
}

function fitLine(line: string, columns: number): readonly string[] {
  if (line.length <= columns) return [line];
  if (isProse(line)) return wrapWords(line, columns);
  const [term = ""] = TERM.exec(line) ?? [];
  const width = columns - term.length;
  if (term === "" || width < NARROWEST_EXPLANATION) return [line];
  return wrapWords(line.slice(term.length), width).map((part, index) =>
    index === 0 ? term + part : " ".repeat(term.length) + part,
  );
}
