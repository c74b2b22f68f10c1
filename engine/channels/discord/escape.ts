import { codeToFit, escapeToFit } from "../escape-to-fit";

/** Discord takes any character after a backslash as it is, unless it is a letter, a digit or a space. */
function backslash(char: string): string {
  return /[\\`*_~|>#<@:[\]()+-]/.test(char) ? `\\${char}` : char;
}

/** Text for Discord, with a backslash before every character that could mean something. */
export function discordText(text: string, longest: number): string {
  return escapeToFit(text, longest, backslash);
}

/** The same as code, where nothing is parsed. */
export function discordCode(text: string, longest: number): string {
  return codeToFit(text, longest);
}
