import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";
import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import fc from "fast-check";
import { ACCESS_LOG_LINE } from "../../stacks/hunting/access-log-line";
import { FIELD_NAMES } from "../../testing/fixtures/access-log-fixture";
import { describeWithSharedData } from "../../testing/shared-data";

// Java's `matches` takes whole lines.
const LINE = new RegExp(`^(?:${ACCESS_LOG_LINE})$`);

/** A line as a row; undefined where the expression cannot read it, which becomes a row of nulls. */
function rowOf(line: string): readonly (string | undefined)[] | undefined {
  return LINE.exec(line)?.slice(1);
}

/** What the parser reads there, with null for `-` as in the table. */
function parsed(line: string): readonly (string | undefined)[] | undefined {
  const fields = scanAccessLogLine(line);
  if (typeof fields === "string") return undefined;
  return FIELD_NAMES.map((name) => (fields[name] === "-" ? undefined : fields[name]));
}

const HEAD = "79a5 example-data [06/Feb/2026:00:00:38 +0000] 192.0.2.3 - 3E57 REST.GET.OBJECT reports/a.csv";
const SIZES = "200 - 113 113 7 6";
const TAIL =
  "- s9lzHYrFp76ZVxRcpX9 SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader example-data.s3.amazonaws.com TLSv1.2 - Yes";
const aLine = ({ uri = '"GET /reports/a.csv HTTP/1.1"', referrer = '"-"', agent = '"-"', tail = TAIL }) =>
  [HEAD, uri, SIZES, referrer, agent, ...(tail === "" ? [] : [tail])].join(" ");

it("has a group for each column of the table", () => {
  expect(new RegExp(`${ACCESS_LOG_LINE}|`).exec("")?.length).toBe(ACCESS_LOGS.columns.length + 1);
  expect(FIELD_NAMES).toHaveLength(ACCESS_LOGS.columns.length);
});

describe("the expression that Athena reads lines of access logs by", () => {
  const words = TAIL.split(" ");

  it.each<[string, string]>([
    ["an ordinary line", aLine({})],
    ["a quote in the user agent", aLine({ agent: '"a "quoted" agent"' })],
    ["a quote at the user agent's beginning", aLine({ agent: '""Mozilla/5.0 (X11)"' })],
    ["quotes in the URI", aLine({ uri: '"GET /a?x="b"&y="c" HTTP/1.1"' })],
    ["quotes in the referrer", aLine({ referrer: '"https://example.com/?q="x";"', agent: '"curl/8"' })],
    ["an empty user agent", aLine({ agent: '""' })],
    ["a user agent that ends as a line does", aLine({ agent: `"curl" ${TAIL}"` })],
    ["a referrer that ends as a line does", aLine({ referrer: `"x" - ${TAIL} "`, agent: '"curl"' })],
    ["no URI, referrer and agent, of a batch's delete", aLine({ uri: "-", referrer: "-", agent: "-" })],
    ["quoted dashes, of a lifecycle's", aLine({ uri: '"-"' })],
    ["fields that no one knows yet", aLine({ tail: `${TAIL} us-east-1 and-more` })],
    ["an access point", aLine({ tail: TAIL.replace("- Yes", "arn:aws:s3:eu-central-1:111122223333:accesspoint/a -") })],
    ["an IPv6 address", aLine({}).replace("192.0.2.3", "2001:db8::3")],
    ["something else than a line", "hello"],
    ["half a line", HEAD],
    ["a line that ends in the user agent", aLine({}).slice(0, -TAIL.length - 2)],
    ...words.map((word, count): [string, string] => [
      `${17 + count} fields, before ${word}`,
      aLine({ tail: words.slice(0, count).join(" ") }),
    ]),
  ])("reads %s as the parser does", (_, line) => expect(rowOf(line)).toEqual(parsed(line)));

  const printable = fc.string({ unit: fc.constantFrom(...'ab -"/[]0', "é", "\u2028"), maxLength: 24 });
  const quotedText = fc.oneof(
    fc.constant("-"),
    printable.map((text) => `"${text}"`),
  );

  it("reads whatever senders write as the parser does, wherever both can", () => {
    const lines = fc.record({
      uri: fc.stringMatching(/^[!-~]{1,20}$/).map((path) => `"GET /${path} HTTP/1.1"`),
      referrer: quotedText,
      agent: quotedText,
      tail: fc.nat(words.length + 2).map((count) => [...words, "us-east-1", "new"].slice(0, count).join(" ")),
    });
    fc.assert(
      fc.property(lines, (parts) => {
        const line = aLine(parts);
        const expected = parsed(line);
        if (expected !== undefined) expect(rowOf(line)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("differs from the parser in one thing: a field that no one knows yet, and that is quoted, counts to the user agent", () => {
    const line = aLine({ agent: '"curl/8"', tail: `${TAIL} "quoted one"` });
    const agent = FIELD_NAMES.indexOf("userAgent");
    expect(parsed(line)?.[agent]).toBe("curl/8");
    expect(rowOf(line)?.[agent]).toBe(`curl/8" ${TAIL} "quoted one`);
  });

  it("reads a line at once whatever its sender wrote, since what follows is not the sender's", () => {
    for (const text of ['" "', '" - - ', `" ${SIZES} "`, ` ${TAIL}`, `" - ${TAIL} `, `" "" ${TAIL} `]) {
      // Eight thousand bytes are the most that S3 takes of headers.
      const hostile = `"${text.repeat(8000 / text.length)}"`;
      for (const part of ["referrer", "agent"]) {
        const line = aLine({ [part]: hostile });
        expect(rowOf(line)).toEqual(parsed(line));
      }
    }
  });
});

describeWithSharedData("recorded lines of access logs", (dir) => {
  const folder = join(dir, "s3access");
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== ""),
  );

  it("become the rows that the parser reads there, each of them", () => {
    expect(lines.length).toBeGreaterThan(60);
    for (const line of lines) expect(rowOf(line)).toEqual(parsed(line));
    expect(lines.filter((line) => rowOf(line) === undefined)).toEqual([]);
  });
});
