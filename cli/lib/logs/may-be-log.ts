import { open } from "node:fs/promises";
import { csvDelimiter } from "./csv-reader";
import { isGzip } from "./gunzip";
import { encodingOf } from "./text-encoding";
import { unreadableForm } from "./unreadable-form";

const LOG_FILE = /\.(?:json|jsonl|ndjson|gz|log|csv|parquet|zip|tar|tgz|zst|bz2|xz)$/i;
/** As S3 names access logs, whatever the prefix: `2026-03-01-12-00-00-0123456789ABCDEF`. */
const ACCESS_LOG_FILE = /\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-Z]+$/;
const ACCESS_LOG_LINE = /^\S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;
/** JSON, alone, as a text of JSON, or behind a time or a host. */
const JSON_LINE = /^\s*(?:[[{]|"\{\\"|[^{}\n]{1,512}\{")/;
const HEAD_BYTES = 1024;

/**
 * Whether a file that no one named, but that lies in a folder, is to be read: by its name, or by how it begins. A note or a picture beside
 * logs is none; what cannot be opened may be one.
 */
export async function mayBeLog(path: string): Promise<boolean> {
  if (LOG_FILE.test(path) || ACCESS_LOG_FILE.test(path)) return true;
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return beginsAsLog(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

function beginsAsLog(head: Buffer): boolean {
  const form = unreadableForm(head);
  if (isGzip(head) || encodingOf(head) !== "utf-8" || (form !== undefined && form !== "not text")) return true;
  const text = head.toString("latin1");
  // Whatever begins farther behind may be a log.
  if (head.length === HEAD_BYTES && text.trim() === "") return true;
  return ACCESS_LOG_LINE.test(text) || JSON_LINE.test(text) || csvDelimiter(head) !== undefined;
}
