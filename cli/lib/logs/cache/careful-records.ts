import { parseEventTime } from "@palisade/engine/events/event-time";
import type { Fields } from "@palisade/engine/events/fields";
import { PLAIN_TEXT, type ReadEvents, readEvents } from "@palisade/engine/events/read-events";
import { RecordReader } from "../record-reader";
import type { StrayLines } from "./access-lines";
import type { FileTally } from "./file-tally";
import type { PartWriter } from "./part-writer";
import type { TextSink } from "./quick-records";

const FLUSH_CHARS = 1024 * 1024;
/** A record of CloudTrail has 256 kB at most. */
const MOST_CHARS = 16 * 1024 * 1024;

/**
 * Reads records in whatever carries them with the detector's own parser, and lines of access logs among them. Counts what is no record or
 * cannot be read, and writes what is one on a line of its own: without its envelope, and with its time as CloudTrail writes it.
 */
export function carefulRecords(
  writer: PartWriter,
  tally: FileTally,
  onLines: (count: number) => void,
  lines: StrayLines,
): TextSink {
  let texts: string[] = [];
  let chars = 0;
  const flush = () => {
    onLines(texts.length);
    if (texts.length > 0) writer.write(Buffer.from(`${texts.join("\n")}\n`));
    texts = [];
    chars = 0;
  };
  const take = (found: ReadEvents) => {
    switch (found.kind) {
      case "events":
        for (const event of found.events) {
          if (event.kind === "call") write(event.record);
          else tally.skip("a finding of another service, which hunts do not ask");
        }
        return;
      case "text":
        if (!lines.take(found.text)) tally.fail(PLAIN_TEXT);
        return;
      case "skipped":
        return tally.skip(found.reason);
      case "unreadable":
        return tally.fail(found.reason);
    }
  };
  const write = (record: Fields) => {
    const text = lineOf(record);
    if (text === undefined) return tally.fail("a record that is nested too deeply");
    if (text.length > MOST_CHARS) return tally.fail("a record of more than 16 MB");
    writer.expect(4 * text.length);
    texts.push(text);
    chars += text.length;
    if (chars >= FLUSH_CHARS) flush();
  };
  const reader = new RecordReader({
    value: (value) => {
      for (const found of readEvents(value)) take(found);
    },
    unreadable: (reason) => tally.fail(reason),
    line: (text) => lines.take(text),
  });
  return {
    push: (chunk) => reader.push(chunk),
    end: (failure) => {
      reader.end(failure);
      flush();
      lines.flush();
    },
  };
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
