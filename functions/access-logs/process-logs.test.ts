import { gzipSync } from "node:zlib";
import { defineAccessLogDetection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { enabledAccessLogDetections } from "@palisade/engine/detections/registry";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { Announcement } from "@palisade/engine/incidents/incident";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { LogFields } from "@palisade/engine/log";
import { s3AccessLogOutsideAllowlist } from "../../engine/detections/s3/access-log-outside-allowlist";
import { accessLogLine, type LineFields } from "../../testing/fixtures/access-log-fixture";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import { createRecorder } from "../incidents/recorder";
import type { OpenedLog } from "./open-log";
import { createProcessLogs, type ProcessLogsDeps } from "./process-logs";

const settings = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { scope: "data" })] });

const STRANGER = "198.51.100.23";
const COLLEAGUE = "203.0.113.7";

/** A stranger is refused, some seconds after ten. */
function refused(second = 0, fields: LineFields = {}): string {
  const time = new Date(Date.UTC(2026, 2, 1, 10) + second * 1000).toISOString().slice(11, 19);
  return accessLogLine({
    time: `[01/Mar/2026:${time} +0000]`,
    remoteIp: STRANGER,
    requestId: `REQUEST${second}`,
    status: "403",
    errorCode: "AccessDenied",
    ...fields,
  });
}

const answered = (second = 0) => refused(second, { status: "200", errorCode: "-" });

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

interface Given {
  /** Logs by key, or why one cannot be read. */
  readonly logs: Readonly<Record<string, string | Buffer | Error>>;
  readonly deps?: Partial<ProcessLogsDeps>;
  /** How large the chunks are in which a log comes, one time after another. */
  readonly chunks?: readonly number[];
  /** Milliseconds that are left when asked. */
  readonly left?: readonly number[];
}

const NOW = Date.UTC(2026, 2, 1, 12);

function reader({ logs, deps = {}, chunks = [], left }: Given) {
  const sizes = [...chunks];
  const told: Announcement[] = [];
  const lines: (LogFields & { readonly level: string; readonly message: string })[] = [];
  const open = (key: string): OpenedLog => {
    const log = logs[key];
    if (log === undefined) return { kind: "gone", reason: "deleted" };
    if (log instanceof Error) throw log;
    return { kind: "open", bytes: inChunks(Buffer.from(log), sizes.shift() ?? 1000) };
  };
  const dedupMinutesOf = () => 60;
  const recorder = createRecorder({
    store: createMemoryStore(),
    publish: async (announcement) => void told.push(announcement),
    dedupMinutesOf,
    now: () => NOW,
    sleep: async () => undefined,
  });
  const process = createProcessLogs({
    project: "palisade",
    engine: createEngine(settings, enabledAccessLogDetections(settings)),
    state: createMemoryStateStore(),
    recorder,
    parseLine: parseAccessLogLine,
    openLog: async ({ key }) => open(key),
    dedupMinutesOf,
    log: (level, message, fields = {}) => lines.push({ level, message, ...fields }),
    now: () => NOW,
    ...deps,
  });
  const times = [...(left ?? [])];
  const run = async (...bodies: readonly string[]) => {
    const Records = bodies.map((body, index) => ({ messageId: String(index), body }));
    const invocation = left && { getRemainingTimeInMillis: () => times.shift() ?? 0 };
    const { batchItemFailures } = await process({ Records }, invocation);
    return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
  };
  return { run, told, lines, summary: () => lines.findLast(({ message }) => message === "logs") };
}

const about = (...keys: readonly string[]) =>
  JSON.stringify({
    Records: keys.map((key) => ({
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Put",
      s3: { bucket: { name: "example-s3-logs" }, object: { key, eTag: `etag-of-${key}` } },
    })),
  });

describe("a batch of logs", () => {
  it("announces a stranger's thousand lines once, most severe first, with all of them counted", async () => {
    const log = [
      accessLogLine({ remoteIp: COLLEAGUE }),
      ...Array.from({ length: 1000 }, (_, index) => refused(index)),
      answered(1000),
    ].join("\n");
    const { run, told, summary } = reader({ logs: { a: log } });
    expect(await run(about("a"))).toEqual([]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      kind: "opened",
      severity: "high",
      count: 1001,
      firstSeen: Date.UTC(2026, 2, 1, 10),
      lastSeen: Date.UTC(2026, 2, 1, 10, 16, 40),
      match: { detection: "s3.access-log-outside-allowlist", sourceIp: STRANGER },
    });
    expect(summary()).toMatchObject({
      level: "INFO",
      messages: 1,
      read: 1,
      lines: 1002,
      matched: 1001,
      alerts: 1,
      failed: 0,
      LogObjectsRead: 1,
      LogLinesRead: 1002,
      EventsMatched: 1001,
    });
  });

  it("announces nothing twice for a log that is notified twice, or read again after a failure", async () => {
    const { run, told, summary } = reader({ logs: { a: [refused(0), refused(5)].join("\n") } });
    await run(about("a", "a"), about("a"));
    await run(about("a"));
    expect(told.map(({ count }) => count)).toEqual([2]);
    expect(summary()).toMatchObject({ duplicates: 2, alerts: 0 });
  });

  it("counts what another log says of the same incident", async () => {
    const { run, told, summary } = reader({ logs: { a: refused(0), b: refused(60) } });
    await run(about("a"));
    await run(about("b"));
    expect(told).toHaveLength(1);
    expect(summary()).toMatchObject({ folded: 1, duplicates: 0 });
  });

  it("waits until enough of a kind have come together, over several logs", async () => {
    const failing = (from: number) =>
      Array.from({ length: 12 }, (_, index) => refused(from + index, { errorCode: "SignatureDoesNotMatch" }));
    const settled = reader({ logs: { a: failing(0).join("\n"), b: failing(100).join("\n") } });
    const heard = () => settled.told.filter(({ match }) => match.detection === "s3.access-log-failed-authentication");
    await settled.run(about("a"));
    expect(heard()).toEqual([]);
    await settled.run(about("b"));
    expect(heard()).toHaveLength(1);
  });

  it("reads a zipped log, and one with the line ends of another system", async () => {
    const { run, told } = reader({
      logs: { zipped: gzipSync(refused(0)), crlf: `${refused(1, { bucket: "sensitive-data" })}\r\n` },
    });
    expect(await run(about("zipped"), about("crlf"))).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it("is done with a log that is gone, and counts it", async () => {
    const { run, summary } = reader({ logs: {} });
    expect(await run(about("gone"))).toEqual([]);
    expect(summary()).toMatchObject({ read: 0, vanished: 1, failed: 0, LogObjectsVanished: 1 });
  });

  it("takes what S3 sends to try a queue, and events about something else, for done", async () => {
    const { run } = reader({ logs: {} });
    expect(
      await run('{"Event":"s3:TestEvent"}', about("a").replace("ObjectCreated:Put", "ObjectRemoved:Delete")),
    ).toEqual([]);
  });

  it("fails what is no notification, what cannot be opened and what is cut short, and only that", async () => {
    const zipped = gzipSync(Array.from({ length: 200 }, (_, index) => refused(index)).join("\n"));
    const { run, told, summary } = reader({
      logs: {
        good: refused(0),
        denied: Object.assign(new Error("no"), { name: "AccessDenied" }),
        short: zipped.subarray(0, zipped.length - 20),
      },
    });
    expect(await run("hello", about("denied"), about("short"), about("good"), about("good", "denied"))).toEqual([
      0, 1, 2, 4,
    ]);
    expect(told).toHaveLength(1);
    expect(summary()).toMatchObject({
      level: "WARN",
      failed: 4,
      failedBecause: { "not JSON": 1, AccessDenied: 2 },
    });
  });

  it("leaves to another time what it has no time left for", async () => {
    const { run, summary } = reader({ logs: { a: refused(0), b: refused(1) }, left: [200_000, 20_000] });
    expect(await run(about("a"), about("b"))).toEqual([1]);
    expect(summary()).toMatchObject({ read: 1, failedBecause: { NoTimeLeft: 1 } });
  });

  it("counts malformed lines by their reason, in the log and as a metric, and reads on", async () => {
    const log = ["what is this", "", "and this", refused(0), "x".repeat(70_000)].join("\n");
    const { run, told, lines } = reader({ logs: { a: log } });
    expect(await run(about("a"))).toEqual([]);
    expect(told).toHaveLength(1);
    const malformed = lines.filter(({ message }) => message === "malformed lines");
    expect(malformed.map((line) => line["LogLinesMalformed"])).toEqual([2, 1]);
    expect(malformed[1]).toMatchObject({
      reason: "longer than any line of S3's",
      _aws: { CloudWatchMetrics: [{ Dimensions: [["project"], ["project", "reason"]] }] },
    });
    expect(lines[0]).toMatchObject({ level: "WARN", bucket: "example-s3-logs", key: "a", lines: 4 });
  });

  it("never writes what a line says", async () => {
    const secret = "SECRET-IN-A-LINE";
    const log = [secret, refused(0, { userAgent: `"${secret}"`, key: secret })].join("\n");
    const { run, lines } = reader({ logs: { a: log } });
    await run(about("a"));
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it("makes an alert of a detection that breaks, once, and keeps the log for when it is mended", async () => {
    const broken = defineAccessLogDetection({
      ...s3AccessLogOutsideAllowlist,
      id: "s3.broken",
      matches: () => {
        throw new TypeError("oh");
      },
    });
    const engine = createEngine(settings, [s3AccessLogOutsideAllowlist, broken]);
    const log = [refused(0), refused(1)].join("\n");
    const { run, told, lines } = reader({ logs: { a: log }, deps: { engine } });
    expect(await run(about("a"))).toEqual([0]);
    const detections = told.map(({ match, count }) => [match.detection, count]).toSorted();
    expect(detections).toEqual([
      ["palisade.detection-failed", 2],
      ["s3.access-log-outside-allowlist", 2],
    ]);
    expect(lines.filter(({ message }) => message === "detection failed")).toHaveLength(1);
  });

  it("fails a log whose matches could not be recorded", async () => {
    const recorder = {
      record: async (matches: readonly object[]) => ({
        alerts: 0,
        folded: 0,
        duplicates: 0,
        failures: new Map(matches.map((match) => [match, new Error("table")])) as never,
      }),
    };
    const { run } = reader({ logs: { a: refused(0) }, deps: { recorder } });
    expect(await run(about("a"))).toEqual([0]);
  });

  it("records in parts what would be too much to keep, and the same parts again however the log comes", async () => {
    const strangers = Array.from({ length: 1200 }, (_, index) =>
      refused(index, { remoteIp: `198.51.${100 + (index >> 8)}.${index & 255}` }),
    ).join("\n");
    const sizes: number[] = [];
    const ids: string[] = [];
    const recorder: ProcessLogsDeps["recorder"] = {
      record: async (matches) => {
        sizes.push(matches.length);
        ids.push(...matches.map(({ eventId }) => eventId));
        return { alerts: 0, folded: 0, duplicates: 0, failures: new Map() };
      },
    };
    const { run } = reader({ logs: { a: strangers }, deps: { recorder }, chunks: [1000, 65_536] });
    await run(about("a"));
    const first = [...ids];
    await run(about("a"));
    expect(sizes.slice(0, 3)).toEqual([500, 500, 200]);
    expect(ids.slice(first.length)).toEqual(first);
    expect(new Set(first).size).toBe(1200);
  });
});
