import { parseEventTime } from "../../../functions/src/events/event-time";
import { isFields } from "../../../functions/src/events/fields";
import { parseCloudTrail } from "../../../functions/src/events/parse-cloudtrail";
import { JsonReader } from "../../replay/json-reader";
import type { FileTally } from "./file-tally";
import type { PartWriter } from "./part-writer";
import type { TextSink } from "./quick-records";

const FLUSH_CHARS = 1024 * 1024;
/** A record of CloudTrail has 256 kB at most. */
const MOST_CHARS = 16 * 1024 * 1024;

/**
 * Reads JSON of any shape with the detector's own parser, counts what is no record or cannot be read, and writes what is one on a line
 * of its own: without its envelope, and with its time as CloudTrail writes it.
 */
export function carefulRecords(writer: PartWriter, tally: FileTally, onLines: (count: number) => void): TextSink {
  let texts: string[] = [];
  let chars = 0;
  const flush = () => {
    onLines(texts.length);
    if (texts.length > 0) writer.write(Buffer.from(`${texts.join("\n")}\n`));
    texts = [];
    chars = 0;
  };
  const reader = new JsonReader({
    value: (value) => {
      const parsed = parseCloudTrail(value);
      if (parsed.kind === "skipped") return tally.skip(parsed.reason);
      if (parsed.kind === "unreadable") return tally.fail(reasonOf(value, parsed.reason));
      const text = lineOf(parsed.event.record);
      if (text === undefined) return tally.fail("a record that is nested too deeply");
      if (text.length > MOST_CHARS) return tally.fail("a record of more than 16 MB");
      writer.expect(4 * text.length);
      texts.push(text);
      chars += text.length;
      if (chars >= FLUSH_CHARS) flush();
    },
    unreadable: (reason) => tally.fail(reason),
  });
  return {
    push: (chunk) => reader.push(chunk),
    end: (failure) => {
      reader.end(failure);
      flush();
    },
  };
}

function reasonOf(value: unknown, reason: string): string {
  return isFields(value) && "Records" in value ? "Records that are not a list" : reason;
}

function lineOf(record: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return wellFormed(JSON.stringify({ ...record, eventTime: timeText(record["eventTime"]) }));
  } catch {
    return undefined;
  }
}

/** In UTC to the second, as text that sorts by time. */
function timeText(value: unknown): string {
  return new Date(parseEventTime(value) ?? Number.NaN).toISOString().replace(/\.000Z$/, "Z");
}

const ESCAPE = /\\(?:u(d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})|.)/g;

/** `JSON.stringify` escapes just those surrogates that have no partner, and DuckDB takes no text with one. */
function wellFormed(json: string): string {
  if (!json.includes("\\ud")) return json;
  return json.replace(ESCAPE, (whole, lone) => (lone === undefined ? whole : "\\ufffd"));
}
