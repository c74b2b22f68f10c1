import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import { readEvents } from "@palisade/engine/events/read-events";
import fc from "fast-check";
import { CARRYING } from "../../../testing/fixtures/carrier-fixture";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { HEAD_BYTES } from "./read-text";
import { RecordReader } from "./record-reader";

interface Read {
  readonly ids: string[];
  readonly lines: number;
  readonly problems: string[];
}

function read(input: string | Buffer, chunkBytes = 1_000_000): Read {
  const ids: string[] = [];
  const problems: string[] = [];
  let lines = 0;
  const line = (text: string) => {
    const isLine = parseAccessLogLine(text).kind === "event";
    if (isLine) lines++;
    return isLine;
  };
  const reader = new RecordReader({
    value: (value) => {
      for (const found of readEvents(value)) {
        if (found.kind === "events") ids.push(...found.events.map(({ id }) => id));
        else if (found.kind === "text") line(found.text);
        else problems.push(found.reason);
      }
    },
    unreadable: (reason) => problems.push(reason),
    line,
  });
  const bytes = Buffer.from(input as string);
  // The first chunk is as long as `readText` hands it out.
  reader.push(bytes.subarray(0, HEAD_BYTES));
  for (let at = HEAD_BYTES; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  reader.end();
  return { ids, lines, problems };
}

const record = (id: string) => cloudTrail({ eventID: id, userAgent: 'with "quotes", commas;\tand\r\nlines' });
const one = JSON.stringify(record("one"));
const two = JSON.stringify(record("two"));
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const LINE =
  "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be reports [01/Mar/2026:00:00:01 +0000] 192.0.2.1 " +
  'arn:aws:iam::111122223333:user/jane REQ1 REST.GET.OBJECT a "GET /a HTTP/1.1" 200 - 10 10 5 4 "-" "curl/8.0" - ' +
  "HOSTID0123456789abcdef= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader reports.s3.amazonaws.com TLSv1.3 - -";

describe("RecordReader", () => {
  it.each([
    ["an export of CloudWatch Logs", `2026-03-01T10:05:00.000Z ${one}\n2026-03-01T10:05:01.000Z ${two}\n`],
    ["aws logs tail", `2026-03-01T10:05:00+00:00 stream-1 ${one}\n2026-03-01T10:05:00+00:00 stream-1 ${two}`],
    ["syslog", `<134>Mar  1 10:05:00 host cloudtrail: ${one}\n<134>Mar  1 10:05:01 host cloudtrail: ${two}\n`],
    ["a table of Splunk", `_time,_raw\n2026-03-01,${cell(one)}\n2026-03-01,${cell(two)}\n`],
    ["a table with semicolons", `"@timestamp";"@message"\r\n"x";${cell(one)}\r\n"y";${cell(two)}\r\n`],
    ["a table with tabs and a mark", `\ufeffeventName\teventData\nGetObject\t${cell(one)}\nGetObject\t${cell(two)}`],
    ["a table of one column", `cloudtrailevent\n${cell(one)}\n\n${cell(two)}\n`],
    ["texts of JSON, as jq prints them", `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`],
  ])("reads %s, in pieces of any size", (_name, text) => {
    for (const size of [1, 7, 1_000_000]) {
      expect(read(text, size)).toEqual({ ids: ["one", "two"], lines: 0, problems: [] });
    }
  });

  it("reads lines of access logs, alone, among records and in a table", () => {
    expect(read(`${LINE}\n${one}\n${LINE}\n`)).toEqual({ ids: ["one"], lines: 2, problems: [] });
    expect(read(`_time,_raw\nx,${cell(LINE)}\n`)).toEqual({ ids: [], lines: 1, problems: [] });
  });

  it("names tables that leave the record out, once a row", () => {
    const history =
      "User name,Event time,Event source,Event name\njane,2026-03-01T10:00:00Z,s3.amazonaws.com,GetObject\n";
    expect(read(history).problems).toEqual([expect.stringContaining("download it as JSON")]);
    const athena = '"eventname","eventsource","useridentity"\n"GetObject","s3.amazonaws.com","{type=IAMUser}"\n';
    expect(read(athena).problems).toEqual([expect.stringContaining("a row of an Athena table")]);
  });

  it.each([
    ["cut off", `_raw\n${cell(one).slice(0, -5)}`, []],
    ["a row with more cells than columns", `_time,_raw\nx,${cell(one)}\n1,2,3\n`, ["one"]],
  ])("reports what is wrong with a table: %s", (reason, text, ids) => {
    expect(read(text)).toEqual({ ids, lines: 0, problems: [reason] });
  });

  it.each([
    ["a zip archive", Buffer.from("PK\u0003\u0004\u0014\0")],
    ["a tar archive", Buffer.from(`logs/\0${" ".repeat(251)}ustar\0`)],
    ["Zstandard", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24])],
    ["bzip2", Buffer.from("BZh91AY&SY")],
    ["xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])],
    ["Parquet", Buffer.from("PAR1\u0015\u0004")],
    ["not text", Buffer.from([1, 2, 0, 3])],
    ["not JSON", Buffer.from("Dear reader,\n\nall is well.\n")],
  ])("names what is no text of records: %s", (reason, bytes) => {
    expect(read(bytes)).toEqual({ ids: [], lines: 0, problems: [expect.stringContaining(reason)] });
  });

  it("reads any cells of a table back as they were written", () => {
    const cells = fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(
        cells,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(",", ";", "\t"),
        ([a = "", b = ""], size, by) => {
          const rows: unknown[] = [];
          const ids = ["x", a, b].map(cell).join(by);
          const reader = new RecordReader({
            value: (value) => rows.push(value),
            unreadable: (reason) => rows.push(reason),
            line: () => false,
          });
          const bytes = Buffer.from(`_raw${by}a${by}b\n${ids}\n`);
          // The first chunk has the first line, as `readText` hands it out.
          const head = bytes.indexOf("\n") + 1;
          reader.push(bytes.subarray(0, head));
          for (let at = head; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          reader.end();
          const filled = Object.entries({ _raw: "x", a: a.replace(/\r$/, ""), b: b.replace(/\r$/, "") });
          expect(rows).toEqual([Object.fromEntries(filled.filter(([, text]) => text !== ""))]);
        },
      ),
    );
  });

  it("reads every carrier from lines, a list and a document on many lines alike", () => {
    for (const wrapping of Object.values(CARRYING)) {
      const values = ["one", "two"].map((id) => wrapping(record(id)));
      const texts = [
        values.map((value) => `${JSON.stringify(value)}\n`).join(""),
        JSON.stringify(values),
        values.map((value) => JSON.stringify(value, null, 2)).join("\n"),
      ];
      for (const text of texts) expect(read(text)).toEqual({ ids: ["one", "two"], lines: 0, problems: [] });
    }
  });
});
