/** Spells one character for a channel so that it stands for nothing but itself. */
export type Escape = (char: string) => string;

const CUT = "...";

/**
 * Plain text as a channel takes it, of at most `longest` UTF-16 units after escaping, so that no cut goes through an escape or a
 * character of two units. A cut text ends in dots.
 */
export function escapeToFit(text: string, longest: number, spell: Escape = (char) => char): string {
  let whole = "";
  let room = "";
  for (const char of text) {
    whole += spell(char);
    if (whole.length <= longest - CUT.length) room = whole;
    if (whole.length > longest) return room + CUT;
  }
  return whole;
}

/** Text within backticks, where markup means nothing: the backtick itself is spelled out as invisible characters are. */
export function codeToFit(text: string, longest: number, spell: Escape = (char) => char): string {
  const inner = escapeToFit(text.trim(), longest - 2, (char) => (char === "`" ? "\\u{60}" : spell(char)));
  return inner === "" ? "-" : `\`${inner}\``;
}
