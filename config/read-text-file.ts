import { readFileSync, statSync } from "node:fs";

/** The text of a file without its byte order mark. Throws an Error that says in a few words why it cannot be read. */
export function readTextFile(path: string): string {
  try {
    // Opening a pipe would wait for a writer, and a device has no end.
    if (!statSync(path).isFile()) throw new Error("not a regular file");
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    // A picture or an archive would be a fault a line.
    if (/^\uFFFD{2}/.test(text) && text.includes("\0")) throw new Error("UTF-16 or not text, fix: save it as UTF-8");
    if (text.includes("\0")) throw new Error("not text");
    return text;
  } catch (error) {
    const reason = (error as Error).message.replace(/, \w+(?: '.*')?$/s, "");
    throw new Error(`cannot be read: ${reason}`, { cause: error });
  }
}
