import { redact } from "./redact";

/** Long enough to recognise the value, short enough for one line. */
const MAX_LENGTH = 80;

/** No secret is longer than what is read of a text to show its beginning. */
export const MOST_READ = 4096;

/** Characters that break a line, hide, or turn the direction of what follows. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value in quotes and on one line, for messages, without what looks like a secret. */
export function quoted(text: string): string {
  return quotedSafe(redact(text.slice(0, MOST_READ)));
}

/** The same of a text in which secrets are hidden already. */
export function quotedSafe(text: string): string {
  return quotedVisibly(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);
}

/** A path of keys as messages show it: `a.b.0`, with quotes around a key that would not be recognised without them. */
export function shownPath(path: readonly PropertyKey[]): string {
  return path.map((segment) => shownKey(String(segment))).join(".");
}

function shownKey(key: string): string {
  const isPlain = key === "" || (key.trim() === key && key.search(INVISIBLE) < 0);
  return isPlain ? key : quotedVisibly(key);
}

function quotedVisibly(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, escaped);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}
