import { readFileSync } from "node:fs";
import { scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";
import fc from "fast-check";
import { CacheFixture, sampleLine } from "../../../../testing/fixtures/cache-fixture";

const COLUMNS = [
  "requester",
  "key",
  "request_uri",
  "referrer",
  "useragent",
  "versionid",
  "hostid",
  "bytessent",
] as const;

/** What senders choose: anything but the newline that ends a line. */
const hostile = fc
  .array(
    fc.constantFrom(
      '"',
      ",",
      " ",
      "\\",
      "\r",
      "'",
      "-",
      "%",
      "é",
      "\u0000",
      "\ufffd",
      "𝄞",
      "a",
      '" "',
      '" 200 - ',
      "NULL",
      "\t",
      ";",
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

test("DuckDB has every field just as the scanner reads it, whatever senders write", async () => {
  const fixture = new CacheFixture();
  try {
    const samples = fc.sample(fc.tuple(hostile, hostile, hostile), { numRuns: 3000, seed: 5 });
    const lines = samples.map(([key, referrer, agent], number) =>
      sampleLine(number, encodeURIComponent(key) || "-")
        .replace(`REQ${number}`, `REQ${String(number).padStart(6, "0")}`)
        .replace(/"-" "curl.*?" - HOSTID/, () => `"${referrer}" "${agent}" - HOSTID`),
    );
    const path = fixture.write("log", `${lines.join("\n")}\n`);
    const wanted = readFileSync(path, "utf8")
      .split("\n")
      .slice(0, -1)
      .flatMap((line) => {
        const scan = scanAccessLogLine(line);
        if (typeof scan === "string") return [];
        const texts = [
          scan.requester,
          scan.key,
          scan.requestUri,
          scan.referrer,
          scan.userAgent,
          scan.versionId,
          scan.hostId,
          scan.bytesSent,
        ];
        return [[scan.requestId, ...texts.map((text) => (text === "-" || text === undefined ? null : text))]];
      });
    const rows = await fixture.ask(`SELECT requestid, ${COLUMNS.join(", ")} FROM access_logs ORDER BY requestid`);
    expect(wanted.length).toBeGreaterThan(2000);
    expect(rows).toEqual(wanted);
  } finally {
    fixture.remove();
  }
});
