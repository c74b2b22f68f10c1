import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { cloudTrail, cloudTrailEvent, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeWithSharedData } from "../../../testing/shared-data";
import { wrap } from "../wrap";
import { parseCloudTrail } from "./parse-cloudtrail";

describe("parseCloudTrail", () => {
  it("reads a record", () => {
    expect(cloudTrailEvent()).toMatchObject({
      id: "0f1e2d3c-1111-4222-8333-444455556666",
      time: Date.UTC(2026, 2, 1, 10, 15, 30),
      name: "GetObject",
      service: "s3.amazonaws.com",
      region: "eu-central-1",
      account: OWNER,
      errorCode: undefined,
      readOnly: true,
      bucket: "sensitive-data",
      key: "reports/2026.csv",
      source: { kind: "public", address: "198.51.100.23" },
      actor: { kind: "user" },
    });
  });

  it("reads the same event in its envelope", () => {
    const record = cloudTrail();
    expect(parseCloudTrail(wrap(record))).toEqual(parseCloudTrail(record));
  });

  it("gives the two copies of a request across accounts one id", () => {
    const sharedEventID = "5e5e5e5e-1111-4222-8333-444455556666";
    const ids = ["first", "second"].map((eventID) => cloudTrailEvent({ eventID, sharedEventID }).id);
    expect(ids).toEqual([sharedEventID, sharedEventID]);
  });

  it("gives a record without id one of its own, always the same", () => {
    const id = cloudTrailEvent({ eventID: undefined }).id;
    expect(id).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(cloudTrailEvent({ eventID: undefined }).id).toBe(id);
    expect(cloudTrailEvent({ eventID: undefined, requestID: "another" }).id).not.toBe(id);
  });

  it("keeps no id longer than a table's key may be", () => {
    expect(cloudTrailEvent({ eventID: "x".repeat(100_000) }).id).toHaveLength(71);
  });

  it("takes empty texts for absent ones", () => {
    const event = cloudTrailEvent({ errorCode: "", userAgent: "", requestParameters: { bucketName: "", key: "" } });
    expect(event).toMatchObject({ errorCode: undefined, userAgent: undefined, bucket: undefined, key: undefined });
  });

  it("takes only text for a bucket or key", () => {
    expect(cloudTrailEvent({ requestParameters: { key: ["k"] } }).key).toBeUndefined();
    expect(cloudTrailEvent({ requestParameters: { host: ["a"], bucketName: ["b"] } }).bucket).toBeUndefined();
    expect(cloudTrailEvent({ requestParameters: null }).bucket).toBeUndefined();
  });

  it("reads flags that are written as text", () => {
    expect(cloudTrailEvent({ readOnly: "false" }).readOnly).toBe(false);
  });

  it.each([
    ["an aggregated event, which stands for many calls", { eventType: "AwsAggregatedEvent" }],
    ["an aggregated event, which stands for many calls", { eventCategory: "Aggregated" }],
    ["a CloudTrail Insights event, which is not a call", { eventCategory: "Insight" }],
    ["a digest of CloudTrail, which holds no records", { digestStartTime: "2026-03-01T00:00:00Z", logFiles: [] }],
  ])("skips what is known and no call: %s", (reason, overrides) => {
    expect(parseCloudTrail(cloudTrail(overrides))).toEqual({ kind: "skipped", reason });
  });

  it.each([
    ["no eventName", { eventName: undefined }],
    ["no eventSource", { eventSource: 7 }],
    ["no readable eventTime", { eventTime: "..." }],
  ])("cannot read a record with %s", (reason, overrides) => {
    expect(parseCloudTrail(cloudTrail(overrides))).toEqual({ kind: "unreadable", reason });
  });

  it("survives nesting that would overflow the stack", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
    expect(parseCloudTrail({ ...cloudTrail({ eventID: undefined }), responseElements: deep }).kind).toBe("event");
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => ["event", "skipped", "unreadable"].includes(parseCloudTrail(raw).kind)),
    );
  });
});

const REASONS = [
  "an aggregated event, which stands for many calls",
  "a CloudTrail Insights event, which is not a call",
  "no eventName",
  "no eventSource",
  "no readable eventTime",
];

describeWithSharedData("recorded CloudTrail events", (dir) => {
  const folder = join(dir, "cloudtrail");

  it.each(readdirSync(folder).filter((file) => file.endsWith(".jsonl")))(
    "of %s are events, or are skipped for a reason",
    (file) => {
      const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
      const parsed = lines.map((line) => parseCloudTrail(JSON.parse(line)));
      const reasons = parsed.flatMap((result) => (result.kind !== "event" ? result.reason : []));
      expect(REASONS).toEqual(expect.arrayContaining(reasons));
      expect(reasons.length).toBeLessThan(parsed.length);
    },
  );
});
