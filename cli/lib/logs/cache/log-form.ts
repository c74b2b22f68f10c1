import { scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";

/** How a file's text begins, which decides who reads it. */
export type LogForm =
  /** JSON, one record a line. */
  | { readonly kind: "lines" }
  /** A list of records on one line, alone or under `Records`: what stands before the first record, and between any two. */
  | { readonly kind: "list"; readonly header: number; readonly separator: Buffer; readonly isDocument: boolean }
  /** Anything else, read with care. */
  | { readonly kind: "other" }
  | { readonly kind: "access-log" }
  | { readonly kind: "parquet" }
  | { readonly kind: "empty" };

/** So much of a file is enough to tell. */
export const HEAD_BYTES = 64 * 1024;

const DOCUMENT = /^\s*\{\s*"Records"\s*:\s*\[\s*(?=\{)/;
const LIST = /^\s*\[\s*(?=\{)/;
const FIRST_KEY = /^\{\s*"[^"\\]{1,64}"\s*:/;
const RECORD_FIELD = /"eventName"\s*:/;
const ENVELOPE = /"detail-type"\s*:/;

/** `head` is the file's beginning, decompressed; the whole of it when it is shorter. */
export function logForm(head: Buffer): LogForm {
  if (head.length === 0) return { kind: "empty" };
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return { kind: "parquet" };
  const text = head.toString("latin1");
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return { kind: "empty" };
  if (first === "{" || first === "[") return jsonForm(text);
  const isAccessLog = typeof scanAccessLogLine(firstLine(text)) !== "string" || looksLikeAccessLog(text);
  return { kind: isAccessLog ? "access-log" : "other" };
}

function jsonForm(text: string): LogForm {
  const document = DOCUMENT.exec(text);
  const header = document ?? LIST.exec(text);
  if (header) {
    const [key] = FIRST_KEY.exec(text.slice(header[0].length)) ?? [];
    // Where the list breaks the lines, its records do so too.
    if (key === undefined || key.includes("\n")) return { kind: "other" };
    return {
      kind: "list",
      header: header[0].length,
      separator: Buffer.from(`},${key}`, "latin1"),
      isDocument: document !== null,
    };
  }
  const line = firstLine(text).trimEnd();
  const isRecord = line.startsWith("{") && RECORD_FIELD.test(line) && !ENVELOPE.test(line);
  return isRecord ? { kind: "lines" } : { kind: "other" };
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

/** A log whose first line is broken is still one. */
function looksLikeAccessLog(text: string): boolean {
  const lines = text.split("\n", 20).slice(1, -1);
  return lines.some((line) => typeof scanAccessLogLine(line) !== "string");
}
