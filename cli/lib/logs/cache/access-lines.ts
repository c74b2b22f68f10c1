import { isAscii } from "node:buffer";
import { parseAccessLogTime } from "@palisade/engine/events/access-log/access-log-time";
import { type AccessLogLine, scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";
import type { FileTally } from "./file-tally";
import type { PartWriter } from "./part-writer";
import type { TextSink } from "./quick-records";

const NEWLINE = 0x0a;
/** S3's longest line is a key, a URI and headers of 8 kB each; a longer one is none. */
const MOST_BYTES = 1024 * 1024;
const TOO_LONG = "a line of more than 1 MB";
const DAY_MS = 86_400_000;

/** Reads the lines of an access log with the detector's own scanner, and writes them as CSV in the order of the table's columns. */
export function accessLines(
  writer: PartWriter,
  tally: FileTally,
  onLines: (count: number) => void,
  mayEndInALine: () => boolean,
): TextSink {
  let held: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  const lines = (data: Buffer) => {
    const text = data.toString(isAscii(data) ? "latin1" : "utf8");
    let out = "";
    let count = 0;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      const end = newline < 0 ? text.length : newline;
      const row = end > at ? rowOf(text.slice(at, end), tally) : undefined;
      at = end + 1;
      if (row === undefined) continue;
      out += row;
      count++;
    }
    onLines(count);
    if (out !== "") writer.write(Buffer.from(out));
  };
  return {
    push: (chunk) => {
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end === 0) {
        if (isTooLong) return;
        held = Buffer.concat([held, chunk]);
        if (held.length > MOST_BYTES) {
          isTooLong = true;
          tally.fail(TOO_LONG);
          held = Buffer.alloc(0);
        }
        return;
      }
      const start = isTooLong ? chunk.indexOf(NEWLINE) + 1 : 0;
      isTooLong = false;
      lines(held.length > 0 ? Buffer.concat([held, chunk.subarray(start, end)]) : chunk.subarray(start, end));
      held = Buffer.from(chunk.subarray(end));
    },
    end: (failure) => {
      if (held.length > 0 && failure === undefined && mayEndInALine()) lines(held);
      else if (held.length > 0 && failure === undefined)
        tally.fail("cut off in its last line, as it was still being written");
      if (failure !== undefined) tally.fail(failure);
    },
  };
}

/** Lines of an access log in what is no access log as a whole. */
export interface StrayLines {
  /** False where the text is no such line. */
  readonly take: (text: string) => boolean;
  readonly flush: () => void;
}

export function strayLines(writer: PartWriter, tally: FileTally, onLines: (count: number) => void): StrayLines {
  let rows: string[] = [];
  return {
    take: (text) => {
      if (typeof scanAccessLogLine(text) === "string") return false;
      const row = rowOf(text, tally);
      if (row !== undefined) rows.push(row);
      return true;
    },
    flush: () => {
      onLines(rows.length);
      if (rows.length > 0) writer.write(Buffer.from(rows.join("")));
      rows = [];
    },
  };
}

/** The row and its newline, or why there is none, counted. */
function rowOf(text: string, tally: FileTally): string | undefined {
  const line = scanAccessLogLine(text);
  if (typeof line === "string") {
    if (line !== "an empty line") tally.fail(line);
    return undefined;
  }
  const time = parseAccessLogTime(line.time);
  if (time === undefined) return failed(tally, "a time that does not exist");
  if (line.bucket === "-" || line.operation === "-") return failed(tally, "no bucket or operation");
  return csvOf(line, time);
}

function failed(tally: FileTally, reason: string): undefined {
  tally.fail(reason);
  return undefined;
}

function csvOf(line: AccessLogLine, time: number): string {
  return (
    `${cell(line.bucketOwner)},${cell(line.bucket)},${line.time},${cell(line.remoteIp)},${cell(line.requester)},` +
    `${cell(line.requestId)},${cell(line.operation)},${cell(line.key)},${cell(line.requestUri)},${cell(line.status)},` +
    `${cell(line.errorCode)},${number(line.bytesSent)},${number(line.objectSize)},${number(line.totalTime)},` +
    `${number(line.turnAroundTime)},${cell(line.referrer)},${cell(line.userAgent)},${cell(line.versionId)},` +
    `${cell(line.hostId)},${cell(line.signatureVersion)},${cell(line.cipherSuite)},${cell(line.authenticationType)},` +
    `${cell(line.hostHeader)},${cell(line.tlsVersion)},${cell(line.accessPointArn)},${cell(line.aclRequired)},${dayOf(time)}\n`
  );
}

/** Nothing for `-`, quotes where CSV needs them. */
function cell(text: string | undefined): string {
  if (text === undefined || text === "-") return "";
  if (text === "") return '""';
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NEEDS_QUOTES = /[",\r]/;

/** What no 64-bit integer holds is left out. */
function number(text: string): string {
  return text === "-" || text.length > 18 ? "" : text;
}

const days = new Map<number, string>();

/** `2026/03/01` */
function dayOf(time: number): string {
  const number = Math.floor(time / DAY_MS);
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = new Date(time).toISOString().slice(0, 10).replaceAll("-", "/");
  days.set(number, day);
  return day;
}
