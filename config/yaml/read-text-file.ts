import { readFileSync, statSync } from "node:fs";
import { readProblem } from "./read-problem";

/**
 * The text of a file without its byte order mark, from UTF-8 or, as PowerShell 5 writes it, UTF-16. Throws an Error that says in a few words
 * why it cannot be read.
 */
export function readTextFile(path: string): string {
  try {
    // Opening a pipe would wait for a writer, and a device has no end.
    if (!statSync(path).isFile()) throw new Error("not a regular file");
    const bytes = readFileSync(path);
    const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
    // A picture or an archive would be a fault a line.
    if (text.includes("\0")) throw new Error("not text");
    return text;
  } catch (error) {
    throw new Error(`cannot be read: ${readProblem(error)}`, { cause: error });
  }
}

/** By the byte order mark, which the decoder leaves out. */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
