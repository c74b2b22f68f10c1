import { createEngine } from "../detections/engine";
import { detectorSettings, samplePerimeter } from "../detections/test-detection";
import { cloudTrail, FOREIGN } from "../events/cloudtrail-fixture";
import { wrap } from "../events/wrap";
import type { LogFields } from "../platform/log";
import { createMemoryStore } from "./memory-store";
import type { QueueBatch } from "./process-batch";
import { createProcessBatch } from "./process-batch";
import { createRecorder } from "./recorder";
import { createMemoryStateStore } from "./state/create-state-store";

const settings = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { scope: "data" })] });

const blocked = (id: string) => cloudTrail({ errorCode: "AccessDenied", errorMessage: "Access Denied", eventID: id });

function batch(...bodies: readonly unknown[]): QueueBatch {
  return {
    Records: bodies.map((body, i) => ({
      messageId: `message-${i}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    })),
  };
}

function aDetector({ engine = createEngine(settings), isTopicDown = false } = {}) {
  const titles: string[] = [];
  const lines: (LogFields & { readonly message: string })[] = [];
  const recorder = createRecorder({
    store: createMemoryStore(),
    dedupMinutesOf: () => 60,
    now: () => 0,
    sleep: async () => undefined,
    publish: async ({ match }) => {
      if (isTopicDown) throw new Error("a text that may quote an event");
      titles.push(match.detection);
    },
  });
  const process = createProcessBatch({
    project: "palisade",
    engine,
    state: createMemoryStateStore(),
    recorder,
    now: () => 0,
    log: (level, message, fields) => lines.push({ level, message, ...fields }),
  });
  const run = async (...bodies: readonly unknown[]) =>
    (await process(batch(...bodies))).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { run, titles, lines };
}

describe("createProcessBatch", () => {
  it("alerts on a blocked stranger, counts the next and acknowledges both", async () => {
    const { run, titles, lines } = aDetector();
    expect(await run(wrap(blocked("a")), wrap(blocked("b")), wrap(blocked("a")))).toEqual([]);
    expect(titles).toEqual(["s3.blocked-outside-allowlist"]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ read: 3, skipped: 0, matched: 3, alerts: 1, folded: 1, duplicates: 1, failed: 0 });
  });

  it("acknowledges what no detection matches", async () => {
    const { run, titles } = aDetector();
    const inside = cloudTrail({ sourceIPAddress: "203.0.113.9" });
    expect(await run(wrap(inside), wrap(cloudTrail({ requestParameters: { bucketName: "elsewhere" } })))).toEqual([]);
    expect(titles).toEqual([]);
  });

  it("fails a message that is no event, and only that one, and logs nothing of what it says", async () => {
    const { run, lines } = aDetector();
    const secret = `secret ${FOREIGN}`;
    expect(await run(`{"${secret}`, wrap(blocked("a")), "", "null", { detail: secret }, "[]")).toEqual([
      "message-0",
      "message-2",
      "message-3",
      "message-4",
      "message-5",
    ]);
    expect(lines[0]).toMatchObject({ read: 6, skipped: 5, alerts: 1, failed: 5 });
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it("fails the messages whose alert could not be published, and logs no error's text", async () => {
    const { run, lines } = aDetector({ isTopicDown: true });
    expect(await run(wrap(blocked("a")), wrap(cloudTrail({ sourceIPAddress: "203.0.113.9" })))).toEqual(["message-0"]);
    expect(lines[0]).toMatchObject({ failed: 1, failedBecause: { Error: 1 } });
    expect(JSON.stringify(lines)).not.toContain("quote");
  });

  it("alerts once that a detection broke, goes on with the others, and keeps the events", async () => {
    const { detect, hear } = createEngine(settings);
    const engine: ReturnType<typeof createEngine> = {
      hear,
      detect: (event) => ({ ...detect(event), failures: [{ detection: "s3.broken", error: new TypeError("secret") }] }),
    };
    const { run, titles, lines } = aDetector({ engine });
    expect(await run(wrap(blocked("a")), wrap(blocked("b")))).toEqual(["message-0", "message-1"]);
    expect(titles.toSorted()).toEqual(["palisade.detection-failed", "s3.blocked-outside-allowlist"]);
    expect(lines[0]).toMatchObject({ message: "detection failed", detection: "s3.broken", error: "TypeError" });
    expect(JSON.stringify(lines)).not.toContain('secret"');
  });

  it("counts in CloudWatch's embedded metric format", async () => {
    const { run, lines } = aDetector();
    await run(wrap(blocked("a")), "{");
    expect(lines[0]).toMatchObject({
      project: "palisade",
      AlertsPublished: 1,
      EventsMatched: 1,
      EventsSkipped: 1,
      _aws: { CloudWatchMetrics: [{ Namespace: "Palisade", Dimensions: [["project"]] }] },
    });
  });
});
