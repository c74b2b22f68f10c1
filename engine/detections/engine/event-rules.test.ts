import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings as allDetectorSettings, samplePerimeter } from "../../../testing/test-detection";
import { wrap } from "../../events/wrap";
import type { EventPattern } from "../../patterns/event-pattern";
import { compilePattern } from "../../patterns/match";
import { validatePattern } from "../../patterns/validate";
import type { DetectorSettings } from "../../settings";
import { aboutBuckets } from "../facts/about-buckets";
import { DETECTIONS } from "../registry";
import { eventRules } from "./event-rules";

const PERIMETER = ["s3.blocked-outside-allowlist", "s3.access-outside-allowlist"];
const OTHERS = DETECTIONS.filter(({ id }) => !PERIMETER.includes(id)).map(({ id }) => [id, { enabled: false }]);

/** The perimeter's own detections only, so that each rule is known. */
function detectorSettings({ detections, ...overrides }: Partial<DetectorSettings> = {}): DetectorSettings {
  return allDetectorSettings({ ...overrides, detections: { ...Object.fromEntries(OTHERS), ...detections } });
}

const inBucket = (bucketName: string) => ({ requestParameters: { bucketName } });

function patternsFor(purpose: string, settings: DetectorSettings): readonly EventPattern[] {
  return eventRules(settings).find((rule) => rule.purpose === purpose)?.patterns ?? [];
}

/** Which rules' patterns an event passes. */
function hearers(settings: DetectorSettings, overrides: object): string[] {
  const event = wrap(cloudTrail({ ...overrides }));
  return eventRules(settings)
    .filter(({ patterns }) => patterns.some((pattern) => compilePattern(pattern)(event)))
    .map(({ purpose }) => purpose);
}

describe("the patterns of every detection", () => {
  it.each(DETECTIONS.map((detection) => [detection.id, detection] as const))(
    "are ones that EventBridge takes: %s",
    (_, { patterns }) => {
      const problems = patterns(allDetectorSettings()).flatMap((pattern) => validatePattern(pattern));
      expect(problems).toEqual([]);
    },
  );
});

describe("eventRules", () => {
  const settings = detectorSettings();

  it.each([
    ["AccessDenied"],
    ["AccessDeniedException"],
    ["Client.AccessDenied"],
    ["Client.UnauthorizedOperation"],
    ["UnauthorizedOperation"],
    ["VpceAccessDenied"],
  ])("hear of a denial spelt %s", (errorCode) => {
    expect(hearers(settings, { errorCode })).toEqual(["denied"]);
    expect(hearers(settings, { errorCode, ...inBucket("guarded-objects") })).toEqual(["denied"]);
  });

  it("receive successes apart, and other errors not at all", () => {
    expect(hearers(settings, {})).toEqual(["access"]);
    expect(hearers(settings, { errorCode: "NoSuchKey" })).toEqual([]);
  });

  it("receive requests to a bucket behind an access point by the resources that the record lists", () => {
    const behind = (bucket: string, bucketName: string) => ({
      requestParameters: { bucketName },
      resources: [
        { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/reports/2026.csv` },
        { accountId: "111122223333", type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
      ],
    });
    const accessPoint = "arn:aws:s3:eu-central-1:111122223333:accesspoint/door";
    expect(hearers(settings, behind("sensitive-data", accessPoint))).toEqual(["access"]);
    expect(hearers(settings, behind("guarded-objects", "door-abc-s3alias"))).toEqual(["access"]);
    expect(hearers(settings, { ...behind("sensitive-data", accessPoint), errorCode: "AccessDenied" })).toEqual([
      "denied",
    ]);
    expect(hearers(settings, behind("somebody-elses", accessPoint))).toEqual([]);
  });

  it("receive nothing of other buckets or services", () => {
    expect(hearers(settings, { errorCode: "AccessDenied", ...inBucket("somebody-elses") })).toEqual([]);
    expect(hearers(settings, { errorCode: "AccessDenied", eventSource: "athena.amazonaws.com" })).toEqual([]);
  });

  it("receive every refused call where the scope is all, and of data calls where it is data", () => {
    const refused = { errorCode: "AccessDenied" };
    expect(hearers(settings, { ...refused, eventName: "GetBucketWebsite" })).toEqual(["denied"]);
    expect(hearers(settings, { ...refused, eventName: "GetBucketWebsite", ...inBucket("guarded-objects") })).toEqual(
      [],
    );
    expect(hearers(settings, { ...refused, eventName: "ListObjects", ...inBucket("guarded-objects") })).toEqual([
      "denied",
    ]);
    expect(hearers(settings, { ...refused, eventType: "AwsServiceEvent" })).toEqual(["denied"]);
  });

  it("receive changes to a bucket that succeed where the scope is all, and not of reads of its settings", () => {
    expect(hearers(settings, { eventName: "PutBucketPolicy" })).toEqual(["access"]);
    expect(hearers(settings, { eventName: "DeleteBucketPolicy", ...inBucket("guarded-objects") })).toEqual([]);
    expect(hearers(settings, { eventName: "GetBucketPolicy" })).toEqual([]);
  });

  it("listen to exactly the names that the settings give", () => {
    const eventNames = ["PutObject", "GetObject", "DeleteObjects", "ListObjects", "ListObjectsV2"];
    const named = detectorSettings({ eventNames });
    expect(patternsFor("denied", named)).toEqual([
      {
        source: ["aws.s3"],
        "detail-type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
        detail: {
          eventSource: ["s3.amazonaws.com"],
          eventName: eventNames,
          errorCode: [
            "AccessDenied",
            "AccessDeniedException",
            "Client.AccessDenied",
            "Client.UnauthorizedOperation",
            "UnauthorizedOperation",
            "VpceAccessDenied",
          ],
          ...aboutBuckets(["sensitive-data", "guarded-objects", "observed-data"], "aws"),
        },
      },
    ]);
    expect(hearers(named, { errorCode: "AccessDenied", eventName: "HeadObject" })).toEqual([]);
  });

  it("ask for management reads only where they are wanted", () => {
    const flags = (overrides: Partial<DetectorSettings>) =>
      eventRules(detectorSettings(overrides)).map(({ hearsManagementReads }) => hearsManagementReads);
    expect(flags({})).toEqual([true, false]);
    expect(flags({ perimeters: [samplePerimeter("guarded-objects", { scope: "data" })] })).toEqual([false, false]);
    expect(flags({ eventNames: ["GetObject"] })).toEqual([false, false]);
    expect(flags({ eventNames: ["GetBucketPolicy"] })).toEqual([true, true]);
  });

  it("write a pattern once that two detections want", () => {
    const both = detectorSettings({ detections: { "s3.denied-inside-allowlist": { enabled: true } } });
    expect(patternsFor("denied", both)).toEqual(patternsFor("denied", settings));
  });

  it("leave out a rule that no one listens to", () => {
    const off = (...ids: string[]) =>
      detectorSettings({ detections: Object.fromEntries(ids.map((id) => [id, { enabled: false }])) });
    expect(eventRules(off("s3.access-outside-allowlist")).map(({ purpose }) => purpose)).toEqual(["denied"]);
    expect(eventRules(off("s3.access-outside-allowlist", "s3.blocked-outside-allowlist"))).toEqual([]);
    expect(eventRules(detectorSettings({ perimeters: [] }))).toEqual([]);
  });

  it.each([["all"], ["data"]] as const)(
    "spread 1,000 buckets over patterns within EventBridge's limits, scope %s",
    (scope) => {
      const buckets = Array.from({ length: 1000 }, (_, i) => `${"b".repeat(59)}${String(i).padStart(4, "0")}`);
      const many = detectorSettings({ perimeters: [samplePerimeter("many", { scope, buckets })] });
      for (const rule of eventRules(many)) {
        // Copies of all buckets are one pattern beside them.
        expect(rule.patterns.filter(isOfAllBuckets)).toHaveLength(1);
        const patterns = rule.patterns.filter((pattern) => !isOfAllBuckets(pattern));
        const lengths = patterns.map((pattern) => JSON.stringify(pattern).length);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(4096);
        // Full but for the last: as few as possible.
        expect(lengths.slice(0, -1).every((length) => length > 4096 - 147)).toBe(true);
        expect(patterns.flatMap((pattern) => validatePattern(pattern))).toEqual([]);
        expect(patterns.flatMap(bucketsIn)).toEqual(buckets);
      }
    },
  );

  it("let a whole catalogue share rules: every pattern has a rule, fits, and is valid", () => {
    const all = allDetectorSettings({
      detections: Object.fromEntries(DETECTIONS.map(({ id }) => [id, { enabled: true }])),
    });
    const rules = eventRules(all);
    const patterns = rules.flatMap((rule) => [...rule.patterns]);
    expect(patterns.flatMap((pattern) => validatePattern(pattern))).toEqual([]);
    // EventBridge takes 300 rules a bus, and each has an alarm.
    expect(patterns.length).toBeLessThanOrEqual(60);
    expect(rules.filter(({ purpose }) => purpose === "changes").map((rule) => rule.hearsManagementReads)).toEqual([
      false,
    ]);
  });
});

function isOfAllBuckets({ detail }: EventPattern): boolean {
  return !("$or" in (detail as EventPattern));
}

function bucketsIn(pattern: EventPattern): unknown[] {
  const { detail } = pattern as unknown as { detail: { $or: [{ requestParameters: { bucketName: string[] } }] } };
  return detail.$or[0].requestParameters.bucketName;
}
