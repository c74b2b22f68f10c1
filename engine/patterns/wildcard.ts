/** A wildcard cut at its stars: the literal texts between them, in order. */
export type Wildcard = readonly string[];

/**
 * Reads EventBridge's wildcard syntax: `*` is any run of characters, `\*` and `\\` stand for themselves.
 * Returns what is wrong as text.
 */
export function parseWildcard(text: string): { readonly wildcard: Wildcard } | { readonly problem: string } {
  const pieces: string[] = [];
  let piece = "";
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    if (char === "*") {
      if (next === "*") return { problem: `has two stars in a row at position ${index}, use one` };
      pieces.push(piece);
      piece = "";
    } else if (char === "\\") {
      if (next !== "*" && next !== "\\") {
        return { problem: `has a backslash at position ${index} that escapes neither * nor a backslash` };
      }
      piece += next;
      index++;
    } else {
      piece += char;
    }
  }
  pieces.push(piece);
  return { wildcard: pieces };
}

/**
 * Whether the whole text fits. Each literal takes its leftmost place and is never tried again elsewhere, which is exact for
 * patterns whose only operator is `*`.
 */
export function matchesWildcard(wildcard: Wildcard, text: string): boolean {
  const last = wildcard.length - 1;
  const head = wildcard[0] as string;
  if (last === 0) return text === head;
  const tail = wildcard[last] as string;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let position = head.length;
  for (let index = 1; index < last; index++) {
    const piece = wildcard[index] as string;
    const found = text.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return position + tail.length <= text.length;
}
