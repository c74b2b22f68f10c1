import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { parseEventTime } from "@palisade/engine/events/event-time";
import type { Fields } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { wrap } from "@palisade/engine/events/wrap";
import { createDedupMinutes } from "@palisade/engine/incidents/dedup-minutes";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { DetectorSettings } from "@palisade/engine/settings";
import { createProcessBatch } from "@palisade/functions/incidents/process-batch";
import { createRecorder } from "@palisade/functions/incidents/recorder";
import { cloudTrail, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import { chooseCopies, foldAlerts, orderMatches } from "./fold-alerts";
import { createRecordScan } from "./record-scan";

interface Told {
  readonly kind: string;
  readonly dedupKey: string;
  readonly severity: string;
  readonly summary: string;
}

function byText(told: readonly Told[]): readonly string[] {
  return told.map((one) => JSON.stringify(one)).toSorted();
}

async function toldByReplay(records: readonly Fields[], settings: DetectorSettings): Promise<readonly Told[]> {
  const scan = createRecordScan(settings);
  for (const record of records) scan.value(record);
  const matches = await orderMatches(chooseCopies(scan.take().judged));
  return foldAlerts(matches, createDedupMinutes(settings)).map(({ announcement: { kind, severity }, match }) => ({
    kind,
    dedupKey: match.dedupKey,
    severity,
    summary: match.summary,
  }));
}

async function toldByDetector(records: readonly Fields[], settings: DetectorSettings): Promise<readonly Told[]> {
  const told: Told[] = [];
  // Each record arrives when it was made.
  let clock = 0;
  const process = createProcessBatch({
    project: "palisade",
    engine: createEngine(settings),
    state: createMemoryStateStore(),
    recorder: createRecorder({
      store: createMemoryStore(),
      dedupMinutesOf: createDedupMinutes(settings),
      now: () => clock,
      sleep: async () => undefined,
      publish: async ({ kind, severity, match }) => {
        if (kind !== "closed") told.push({ kind, dedupKey: match.dedupKey, severity, summary: match.summary });
      },
    }),
    log: () => undefined,
    now: () => clock,
  });
  for (const record of records) {
    clock = parseEventTime(record["eventTime"]) ?? clock;
    const { batchItemFailures } = await process({
      Records: [{ messageId: "one", body: JSON.stringify(wrap(record)) }],
    });
    expect(batchItemFailures).toEqual([]);
  }
  return told;
}

/** Readable ones in the order of their time, each event once: the queue's order and copies are other tests' matter. */
function inOrder(records: readonly Fields[]): readonly Fields[] {
  const byId = new Map<string, { readonly time: number; readonly id: string; readonly record: Fields }>();
  for (const record of records) {
    const parsed = parseEvents(record);
    const [event] = parsed.kind === "events" ? parsed.events : [];
    if (event && !byId.has(event.id)) byId.set(event.id, { time: event.time, id: event.id, record });
  }
  return [...byId.values()].toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)).map(({ record }) => record);
}

it("replay and the detector tell the same of copies, of both buckets", async () => {
  const copy = (bucketName: string, overrides: Fields = {}) =>
    cloudTrail({
      eventID: `copy-${bucketName}-${JSON.stringify(overrides)}`,
      eventName: "CopyObject",
      requestParameters: { bucketName, key: "b.csv", "x-amz-copy-source": "sensitive-data/a.csv" },
      ...overrides,
    });
  const records = ["elsewhere", "observed-data", "sensitive-data"]
    .flatMap((bucket) => [
      copy(bucket),
      copy(bucket, { errorCode: "AccessDenied" }),
      copy(bucket, { sourceIPAddress: "203.0.113.9" }),
    ])
    .map((record, minute) => ({ ...record, eventTime: `2026-03-01T10:${10 + minute}:00Z` }));
  const settings = detectorSettings();
  const told = await toldByReplay(records, settings);
  expect(byText(told)).toEqual(byText(await toldByDetector(records, settings)));
  const ofAccess = told.filter(({ dedupKey }) => dedupKey.startsWith("s3.access-outside-allowlist|"));
  expect(ofAccess.map(({ dedupKey }) => dedupKey.split("|")[2]).toSorted()).toEqual(
    expect.arrayContaining(["observed-data", "sensitive-data"]),
  );
});

describeWithSharedData("replay and the detector", (dir) => {
  const folder = join(dir, "cloudtrail");

  it.each(readdirSync(folder).filter((file) => file.endsWith(".jsonl")))("tell the same of %s", async (file) => {
    const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
    // Old records do not say whose trail they are from, which an envelope always does: what `wrap` puts there is a guess.
    const records = inOrder(lines.map((line) => ({ recipientAccountId: OWNER, ...JSON.parse(line) })));
    const named = records.flatMap(
      ({ requestParameters }) => (requestParameters as Fields | null)?.["bucketName"] ?? [],
    );
    const buckets = ["sensitive-data", ...new Set(named.filter((name) => typeof name === "string"))];
    const settings = detectorSettings({
      perimeters: [samplePerimeter("all", { buckets })],
      detections: Object.fromEntries(DETECTIONS.map(({ id }) => [id, { enabled: true }])),
    });
    expect(byText(await toldByReplay(records, settings))).toEqual(byText(await toldByDetector(records, settings)));
  });
});
