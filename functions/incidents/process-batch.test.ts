import { defineDetection, defineFindingDetection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { findings } from "@palisade/engine/detections/engine/rule-patterns";
import { wrap } from "@palisade/engine/events/wrap";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { LogFields } from "@palisade/engine/log";
import { s3BlockedOutsideAllowlist } from "../../engine/detections/s3/blocked-outside-allowlist";
import { cloudTrail, FOREIGN } from "../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import type { QueueBatch } from "./process-batch";
import { createProcessBatch } from "./process-batch";
import { createRecorder } from "./recorder";
import { createDynamoDbStateStore } from "./state/dynamodb-state-store";

const settings = detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { scope: "data" })] });

const blocked = (id: string) => cloudTrail({ errorCode: "AccessDenied", errorMessage: "Access Denied", eventID: id });

const NOW = Date.UTC(2026, 2, 1, 10, 20);

/** A client that every call fails on. */
const OUT_OF_REACH = Object.create(null);

const GUARDDUTY = {
  "detail-type": "GuardDuty Finding",
  source: "aws.guardduty",
  account: "111122223333",
  region: "eu-central-1",
  time: "2026-03-01T10:00:00Z",
  id: "11112222-3333-4444-5555-666677778888",
  detail: {
    schemaVersion: "2.0",
    accountId: "111122223333",
    region: "eu-central-1",
    id: "aabbccddeeff00112233445566778899",
    arn: "arn:aws:guardduty:eu-central-1:111122223333:detector/d/finding/aabbccddeeff00112233445566778899",
    type: "UnauthorizedAccess:EC2/SSHBruteForce",
    severity: 8,
    title: "somebody guesses passwords",
    description: "somebody guesses passwords",
    createdAt: "2026-03-01T09:59:00Z",
    updatedAt: "2026-03-01T09:59:00Z",
    resource: {},
    service: { count: 1 },
  },
};

function batch(...bodies: readonly unknown[]): QueueBatch {
  return {
    Records: bodies.map((body, i) => ({
      messageId: `message-${i}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    })),
  };
}

function aDetector({ engine = createEngine(settings), isTopicDown = false, state = createMemoryStateStore() } = {}) {
  const titles: string[] = [];
  const lines: (LogFields & { readonly message: string })[] = [];
  const recorder = createRecorder({
    store: createMemoryStore(),
    dedupMinutesOf: () => 60,
    now: () => NOW,
    sleep: async () => undefined,
    publish: async ({ match }) => {
      if (isTopicDown) throw new Error("a text that may quote an event");
      titles.push(match.detection);
    },
  });
  const process = createProcessBatch({
    project: "palisade",
    engine,
    state,
    recorder,
    now: () => NOW,
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

  describe("with a detection that asks for three refusals", () => {
    const burst = defineDetection({
      ...s3BlockedOutsideAllowlist,
      id: "s3.burst",
      state: { kind: "threshold", reach: 3, withinMinutes: 60, unit: "refusals" },
    });
    const engine = createEngine(settings, [burst]);

    it("alerts once they came together, in whatever batches", async () => {
      const { run, titles, lines } = aDetector({ engine });
      expect(await run(wrap(blocked("a")), wrap(blocked("b")), wrap(blocked("a")))).toEqual([]);
      expect(titles).toEqual([]);
      expect(await run(wrap(blocked("c")))).toEqual([]);
      expect(titles).toEqual(["s3.burst"]);
      expect(lines).toMatchObject([
        { candidates: 3, matched: 0, alerts: 0 },
        { candidates: 1, matched: 1, alerts: 1 },
      ]);
    });

    it("fails the messages that could not be counted, and alerts all the same when they are enough", async () => {
      const state = createDynamoDbStateStore({ client: OUT_OF_REACH, table: "incidents", now: () => 0 });
      const { run, titles, lines } = aDetector({ engine, state });
      expect(await run(wrap(blocked("a")), wrap(blocked("b")))).toEqual(["message-0", "message-1"]);
      expect(titles).toEqual([]);
      expect(await run(wrap(blocked("c")), wrap(blocked("a")))).toEqual(["message-0", "message-1"]);
      expect(titles).toEqual(["s3.burst"]);
      expect(lines[1]).toMatchObject({ failed: 2, failedBecause: { TypeError: 2 } });
    });

    it("fails the messages behind an alert that could not be published", async () => {
      const { run } = aDetector({ engine, isTopicDown: true });
      expect(await run(wrap(blocked("a")), wrap(blocked("b")))).toEqual([]);
      expect(await run(wrap(cloudTrail({ sourceIPAddress: "203.0.113.9" })), wrap(blocked("c")))).toEqual([
        "message-1",
      ]);
    });

    it("counts what a suppression silences, and neither counts nor announces it otherwise", async () => {
      const suppression = {
        detection: "s3.burst",
        reason: "a test",
        owner: "somebody",
        until: Number.MAX_SAFE_INTEGER,
        when: {},
      };
      const silent = createEngine({ ...settings, suppressions: [suppression] }, [burst]);
      const { run, titles, lines } = aDetector({ engine: silent });
      expect(await run(wrap(blocked("a")), wrap(blocked("b")), wrap(blocked("c")))).toEqual([]);
      expect(titles).toEqual([]);
      expect(lines[0]).toMatchObject({ suppressed: 3, candidates: 0, matched: 0, EventsSuppressed: 3 });
    });
  });

  it("asks only detections whose patterns match the envelope in which an event came", async () => {
    const { run, lines } = aDetector();
    expect(await run({ ...wrap(blocked("a")), source: "somebody.else" })).toEqual([]);
    expect(await run(blocked("b"))).toEqual([]);
    expect(lines).toMatchObject([{ matched: 0 }, { matched: 1 }]);
  });

  it("reads another service's findings", async () => {
    const finding = defineFindingDetection({
      id: "guardduty.any",
      title: "GuardDuty found something",
      enabledByDefault: true,
      severity: "high",
      log: "GuardDuty",
      purpose: "findings",
      patterns: () => [findings("aws.guardduty", ["GuardDuty Finding"])],
      matches: () => ({ summary: "something was found" }),
      dedupBy: ({ findingId }) => [findingId],
    });
    const { run, titles } = aDetector({ engine: createEngine(settings, [finding]) });
    expect(await run(GUARDDUTY)).toEqual([]);
    expect(titles).toEqual(["guardduty.any"]);
  });
});
