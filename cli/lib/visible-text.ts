/** What moves the cursor, turns text around or cannot be seen. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from outside as one line for a terminal, at most `longest` UTF-16 units; what cannot be seen is spelled out. */
export function visibleText(text: string, longest = 300): string {
  const shown = text
    .slice(0, 2 * longest)
    .replace(INVISIBLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
    .replace(/\p{Zs}/gu, " ");
  return shown.length <= longest ? shown : `${shown.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** JSON on one line in which nothing can act on a terminal; it parses to the same value. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(INVISIBLE, (char) => (char === "\n" ? char : escaped(char)));
}

function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join(
    "",
  );
}
