import { type CallDetection, defineDetection } from "@palisade/engine/detections/engine/define-detection";
import { calls } from "@palisade/engine/detections/engine/rule-patterns";
import { accessLogEvent } from "../../testing/fixtures/access-log-fixture";
import { cloudTrail, cloudTrailEvent, IDENTITIES } from "../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../testing/test-detection";
import { explain, explainLine } from "./explain";
import { explainReport } from "./explain-report";

const alice = IDENTITIES.user.arn;

function detection(id: string, overrides: Partial<CallDetection> = {}): CallDetection {
  return defineDetection({
    id,
    title: id,
    enabledByDefault: true,
    severity: "low",
    log: "CloudTrail data events",
    purpose: "access",
    patterns: () => [calls("s3", ["GetObject"])],
    matches: ({ name }) => ({ summary: `someone called ${name}`, details: { Name: name } }),
    dedupBy: ({ actor }) => [actor.id],
    ...overrides,
  });
}

const settings = detectorSettings({
  suppressions: [
    { detection: "s3.silenced", reason: "r", owner: "o", until: Date.UTC(2030, 0), when: { actor: alice } },
  ],
});

function report(detections: readonly CallDetection[], overrides: Record<string, unknown> = {}): readonly string[] {
  const event = cloudTrailEvent(overrides);
  return explainReport(event, explain(event, cloudTrail(overrides), settings, detections), ({ id }) => `what ${id} is`);
}

describe("explain", () => {
  it("says what each detection near the event makes of it, those that matched first", () => {
    const lines = report([
      detection("s3.refused-only", { patterns: () => [calls("s3", ["GetObject"], { outcome: "denied" })] }),
      detection("s3.picky", { matches: () => undefined }),
      detection("s3.broken", {
        matches: () => {
          throw new Error("no such thing");
        },
      }),
      detection("s3.silenced"),
      detection("s3.plain"),
      detection("s3.put", { patterns: () => [calls("s3", ["PutObject"])] }),
      detection("iam.far", { patterns: () => [calls("iam", ["GetObject"])] }),
      detection("s3.nothing-to-hear", { patterns: () => [] }),
    ]);
    expect(lines).toEqual([
      `GetObject of s3.amazonaws.com, 2026-03-01 10:15:30 UTC, by ${alice}`,
      "",
      "matched    s3.plain (low) (off)",
      "           someone called GetObject",
      "           Name: GetObject",
      `           One incident with all of s3.plain|${alice}`,
      "silenced   s3.silenced (off)",
      "           it would match, but a suppression in palisade.yaml silences it",
      "FAILED     s3.broken (off)",
      "           it broke: no such thing",
      "no match   s3.picky (off)",
      "           it heard the event, which is not what it looks for: what s3.picky is",
      "not heard  s3.refused-only (off)",
      expect.stringMatching(/^ {11}detail\.errorCode is absent, expected "AccessDenied" or /),
      "",
      "Of the same service, but other calls: s3.put",
    ]);
  });

  it("says what a detection with state waits for", () => {
    const lines = report([
      detection("s3.weighed", {
        state: { kind: "threshold", reach: 5000, withinMinutes: 60, unit: "bytes", weightOf: () => 1200 },
      }),
      detection("s3.distinct", {
        state: { kind: "threshold", reach: 20, withinMinutes: 1, unit: "keys", distinctBy: ({ key }) => key ?? "" },
      }),
      detection("s3.in-order", {
        state: {
          kind: "sequence",
          withinMinutes: 90,
          steps: [
            { what: "copies", reach: 10 },
            { what: "deletions", reach: 10 },
          ],
          stepOf: () => 1,
        },
      }),
      detection("s3.new", {
        state: { kind: "first-seen", by: ({ actor }) => [actor.id], valueOf: () => "a client", learningDays: 14 },
      }),
    ]);
    expect(lines.filter((line) => line.includes(" it "))).toEqual([
      `           it counts, and matches from 5,000 bytes within 60 minutes on; this adds 1,200 to s3.weighed|${alice}`,
      `           it counts, and matches from 20 keys within 1 minute on; this one is reports/2026.csv, of s3.distinct|${alice}`,
      `           it is step 2 of 2 (10 deletions), all within 90 minutes, of s3.in-order|${alice}`,
      `           it matches if a client is new for s3.new|${alice}, after 14 days of learning`,
    ]);
    expect(lines.filter((line) => line.startsWith("waits"))).toHaveLength(4);
  });

  it("says so where no detection is near", () => {
    expect(report([detection("iam.far", { patterns: () => [calls("iam", undefined)] })])).toEqual([
      expect.any(String),
      "",
      "No detection listens to it.",
    ]);
  });

  it("asks the registered detections, and knows which are on", () => {
    const event = cloudTrailEvent({ errorCode: "AccessDenied" });
    const { near } = explain(event, cloudTrail({ errorCode: "AccessDenied" }), settings);
    const opinions = near.map((one) => [one.detection.id, one.isEnabled, one.opinion.kind]);
    expect(opinions).toContainEqual(["s3.blocked-outside-allowlist", true, "matched"]);
    expect(opinions).toContainEqual(["s3.denied-inside-allowlist", false, "passed"]);
  });

  it("lets no text of an event act on the terminal", () => {
    const lines = report([detection("s3.plain", { matches: ({ key }) => ({ summary: key ?? "" }) })], {
      requestParameters: { bucketName: "sensitive-data", key: "\u001b[2J\r\nFAKE\u202e" },
      userIdentity: { ...IDENTITIES.user, arn: "arn:\u009b31m" },
    });
    expect(lines.join("")).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});

describe("explainLine", () => {
  it("says of a line of an access log what each detection on these makes of it", () => {
    const event = accessLogEvent({ status: "403", errorCode: "InvalidAccessKeyId", requester: "-" });
    const report = explainReport(event, explainLine(event, detectorSettings())).join("\n");
    expect(report).toMatch(
      /^REST\.GET\.OBJECT on sensitive-data, 2026-03-01 10:15:30 UTC, by anonymous, refused or failed with InvalidAccessKeyId\n/,
    );
    expect(report).toContain("matched    s3.access-log-outside-allowlist (medium)");
    expect(report).toContain("waits      s3.access-log-failed-authentication");
    expect(report).toContain("no match   s3.access-log-anonymous-access (off)");
  });
});
