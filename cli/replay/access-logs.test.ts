import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { accessLogLine, BATCH_DELETE_LINE, type LineFields } from "../../testing/fixtures/access-log-fixture";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../testing/test-detection";
import { findInputs } from "../lib/logs/find-inputs";
import { replay } from "./replay";

const NAME = "2026-03-01-12-00-00-0123456789ABCDEF";

/** A line of its own request, refused, from 198.51.100.23. */
const line = (n: number, overrides: LineFields = {}) =>
  accessLogLine({ requestId: `REQUEST${n}`, status: "403", errorCode: "AccessDenied", ...overrides });
const linesOf = (count: number) => `${Array.from({ length: count }, (_, n) => line(n)).join("\n")}\n`;

describe("replay of access logs", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "palisade-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

  const run = async (paths: readonly string[] = [folder], stdin = "") => {
    const result = await replay(paths, {
      settings: detectorSettings(),
      threads: 1,
      stdin: Readable.from([Buffer.from(stdin)]),
    });
    const alerts = result.alerts.map(
      ({ match, announcement, count }) => `${match.detection} ${announcement.severity} x${count}`,
    );
    return { ...result, alerts };
  };

  it("reads a folder with logs of both kinds, whatever the files are called", async () => {
    mkdirSync(join(folder, "AWSLogs/2026/03/01"), { recursive: true });
    write(
      "AWSLogs/2026/03/01/trail.json.gz",
      gzipSync(JSON.stringify({ Records: [cloudTrail({ errorCode: "AccessDenied" })] })),
    );
    write(`AWSLogs/2026/03/01/${NAME}`, linesOf(2));
    write(`logs${NAME}`, `${line(10)}\n`);
    write("downloaded.txt", `${line(11)}\r\n${line(12)}`);
    write("archived.gz", gzipSync(`${line(13)}\n`));
    write("README.md", "nothing of interest\n");
    symlinkSync(join(folder, "gone"), join(folder, "dangling"));
    const { alerts, summary, unreadable } = await run();
    expect(unreadable).toEqual([]);
    expect(summary).toMatchObject({ files: 5, read: 7, skipped: 0, matched: 7 });
    expect(alerts).toEqual(["s3.blocked-outside-allowlist medium x1", "s3.access-log-outside-allowlist medium x6"]);
  });

  it("finds access logs by S3's own names, also empty ones", async () => {
    write(NAME, "");
    write("2026-03-01.txt", "a note\n");
    expect((await findInputs([folder])).inputs).toEqual([{ path: join(folder, NAME), bytes: 0 }]);
  });

  it("reads lines and records in any mixture", async () => {
    const stdin = [
      line(1),
      JSON.stringify(cloudTrail()),
      line(2),
      JSON.stringify([cloudTrail({ eventID: "x" })]),
      line(3),
    ];
    const { summary } = await run(["-"], stdin.join("\n"));
    expect(summary).toMatchObject({ read: 5, skipped: 0 });
  });

  it("counts an event once, however often its log was copied", async () => {
    write(NAME, linesOf(3));
    write(`${NAME}0`, linesOf(3));
    const { alerts, summary } = await run();
    expect(summary).toMatchObject({ read: 6, matched: 3 });
    expect(alerts).toEqual(["s3.access-log-outside-allowlist medium x3"]);
  });

  it("alerts again when a refused caller is answered", async () => {
    write(NAME, `${linesOf(2)}${accessLogLine({ time: "[01/Mar/2026:10:20:00 +0000]" })}\n`);
    expect((await run()).alerts).toEqual([
      "s3.access-log-outside-allowlist medium x2",
      "s3.access-log-outside-allowlist high x1",
    ]);
  });

  it("waits for thresholds over all files", async () => {
    const keys = Array.from({ length: 120 }, (_, n) =>
      accessLogLine({ ...BATCH_DELETE_LINE, key: `k${n}`, remoteIp: "203.0.113.9" }),
    );
    write(NAME, keys.slice(0, 60).join("\n"));
    write(`${NAME}0`, keys.slice(60).join("\n"));
    expect((await run()).alerts).toEqual(["s3.access-log-batch-delete high x21"]);
  });

  it("counts malformed lines with their reasons, and reads the others", async () => {
    const malformed = [
      line(1, { time: "[31/Feb/2026:10:15:30 +0000]" }),
      line(2, { userAgent: '"cut' }).slice(0, -150),
      line(3, { key: "a b" }),
      "what is this",
    ];
    write(NAME, [line(0), ...malformed, line(4)].join("\n"));
    const { summary, unreadable } = await run();
    expect(summary).toMatchObject({ read: 2, skipped: 4, matched: 2 });
    expect(unreadable.map(({ reason, count }) => `${count} ${reason}`).toSorted()).toEqual([
      "1 an access-log line with a time that does not exist",
      "1 an access-log line with no end of the referrer and user agent",
      "1 an access-log line with no request URI, quoted or -",
      "1 an access-log line with no time in brackets",
    ]);
  });

  it("takes other text for what it is", async () => {
    write("notes.json", "one two three four\nfive six\n");
    const { unreadable } = await run();
    expect(unreadable.map(({ reason }) => reason)).toEqual(["not JSON"]);
  });

  it("does not take the beginning of a line for the whole where the file ends early", async () => {
    const zipped = gzipSync(linesOf(400), { level: 0 });
    write("cut.gz", zipped.subarray(0, zipped.length - 5_000));
    const { summary, unreadable } = await run();
    expect(unreadable.map(({ reason, count }) => `${reason} ${count}`)).toEqual(["gzip cut off 1"]);
    expect(summary.read).toBe(summary.matched);
    expect(summary.skipped).toBe(1);
  });
});
