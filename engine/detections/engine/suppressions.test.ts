import { cloudTrailEvent, FOREIGN, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../../testing/test-detection";
import type { Suppression } from "../../settings";
import { createEngine } from "./engine";
import type { Match } from "./match";
import { compileSuppressions } from "./suppressions";

const DETECTION = "s3.blocked-outside-allowlist";
const END = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;

const ALICE = `arn:aws:iam::${OWNER}:user/alice`;

const MATCH: Match = {
  detection: DETECTION,
  title: "S3 request from outside the allowlist was blocked",
  severity: "medium",
  summary: "alice was refused",
  dedupKey: DETECTION,
  eventId: "event-1",
  time: END - 1,
  event: "GetObject",
  account: OWNER,
  bucket: "sensitive-data",
  sourceIp: "198.51.100.23",
  actor: `arn:aws:iam::${OWNER}:role/team/app`,
  actorKind: "role",
  actorArn: `arn:aws:sts::${OWNER}:assumed-role/app/i-0abc`,
  actorAccount: OWNER,
};

function suppression(when: Suppression["when"], overrides: Partial<Suppression> = {}): Suppression {
  return { detection: DETECTION, reason: "known", owner: "security", until: END, when, ...overrides };
}

/** Undefined stands for absent. */
type Overrides = { readonly [K in keyof Match]?: Match[K] | undefined };

function judge(when: Suppression["when"], overrides: Overrides = {}) {
  return compileSuppressions(DETECTION, [suppression(when)])({ ...MATCH, ...overrides } as Match);
}

describe("compileSuppressions", () => {
  it.each<[string, Suppression["when"], Overrides?]>([
    ["a caller by its stable id", { actor: `arn:aws:iam::${OWNER}:role/team/app` }],
    ["a caller by the ARN of its session", { actor: `arn:aws:sts::${OWNER}:assumed-role/app/*` }],
    ["a caller without ARN", { actor: "anonymous" }, { actor: "anonymous", actorArn: undefined }],
    ["a bucket", { bucket: "sensitive-data" }],
    ["buckets alike", { bucket: "sensitive-?ata" }],
    ["callers of an account", { account: FOREIGN }, { actorAccount: FOREIGN }],
    [
      "findings about an account",
      { account: FOREIGN },
      { account: FOREIGN, actor: "aws.guardduty", actorKind: "service", actorAccount: undefined },
    ],
    ["an address", { sourceIp: "198.51.100.23" }],
    ["a network", { sourceIp: "198.51.100.0/24" }],
    ["an address of IPv6", { sourceIp: "2001:db8::/32" }, { sourceIp: "2001:db8::7" }],
    ["all conditions at once", { actor: "*app*", bucket: "sensitive-*", account: OWNER, sourceIp: "198.51.100.0/24" }],
  ])("silences %s", (_, when, match = {}) => {
    expect(judge(when, match)).toBe("in-force");
  });

  it.each<[string, Suppression["when"], Overrides?]>([
    ["another caller", { actor: ALICE }],
    ["a caller whose name only begins alike", { actor: `arn:aws:iam::${OWNER}:role/team` }],
    ["another bucket", { bucket: "other" }],
    ["what has no bucket", { bucket: "sensitive-data" }, { bucket: undefined }],
    ["another account's caller in the same account", { account: OWNER }, { actorAccount: FOREIGN }],
    [
      "an anonymous caller",
      { account: OWNER },
      { actorAccount: undefined, actor: "anonymous", actorKind: "anonymous" },
    ],
    [
      "an AWS service that calls",
      { account: OWNER },
      { actorAccount: undefined, actor: "delivery.logs.amazonaws.com", actorKind: "service" },
    ],
    ["another address", { sourceIp: "198.51.100.0/28" }],
    ["a request without address", { sourceIp: "198.51.100.0/24" }, { sourceIp: undefined }],
    ["a service's name in place of an address", { sourceIp: "198.51.100.0/24" }, { sourceIp: "AWS Internal" }],
    ["what meets all conditions but one", { bucket: "sensitive-data", account: FOREIGN }],
  ])("does not silence %s", (_, when, match = {}) => {
    expect(judge(when, match)).toBeUndefined();
  });

  it("leaves other detections alone", () => {
    const other = suppression({ bucket: "*" }, { detection: "s3.access-outside-allowlist" });
    expect(compileSuppressions(DETECTION, [other])(MATCH)).toBeUndefined();
  });

  it("ends with the first moment of its day, by the event's time", () => {
    expect(judge({ bucket: "*" }, { time: END - 1 })).toBe("in-force");
    expect(judge({ bucket: "*" }, { time: END })).toMatchObject({ alert: { time: END } });
  });

  it("says once a day that an expired one is still relied on, and who to ask", () => {
    const alertOf = (match: Partial<Match>) => {
      const judged = judge({ bucket: "*" }, match);
      if (typeof judged !== "object") throw new Error("no alert");
      return judged.alert;
    };
    const first = alertOf({ time: END + 1 });
    expect(first).toMatchObject({
      detection: "palisade.suppression-expired",
      severity: "medium",
      summary: `The suppression of ${DETECTION} expired on 2026-06-01, and what it silenced still happens`,
      details: { Reason: "known", Owner: "security", "Silenced once": "alice was refused", "Its event id": "event-1" },
    });
    const sameDay = alertOf({ time: END + DAY - 1, eventId: "event-2" });
    const nextDay = alertOf({ time: END + DAY, eventId: "event-3" });
    expect(sameDay).toMatchObject({ eventId: first.eventId, dedupKey: first.dedupKey });
    expect(nextDay.dedupKey).toBe(first.dedupKey);
    expect(nextDay.eventId).not.toBe(first.eventId);
  });

  it("keeps the expired suppressions of different owners and detections apart", () => {
    const keyOf = (overrides: Partial<Suppression>) => {
      const expired = suppression({ bucket: "*" }, overrides);
      const judged = compileSuppressions(expired.detection, [expired])({ ...MATCH, time: END });
      return typeof judged === "object" ? [judged.alert.dedupKey, judged.alert.eventId] : [];
    };
    const keys = [{}, { owner: "b" }, { reason: "c" }, { detection: "s3.access-outside-allowlist" }].map(keyOf);
    expect(new Set(keys.flat()).size).toBe(8);
  });

  it("lets one in force count for more than an expired one", () => {
    const both = [suppression({ bucket: "*" }, { until: END - DAY }), suppression({ bucket: "sensitive-data" })];
    expect(compileSuppressions(DETECTION, both)(MATCH)).toBe("in-force");
  });
});

describe("the engine", () => {
  const event = cloudTrailEvent({ errorCode: "AccessDenied", userIdentity: IDENTITIES.user });
  const detect = (until: number) =>
    createEngine(detectorSettings({ suppressions: [suppression({ actor: ALICE }, { until })] })).detect(event);

  it("counts what a suppression silenced", () => {
    expect(detect(event.time + 1)).toMatchObject({ matches: [], suppressed: 1 });
  });

  it("alerts on the match and on the suppression that has expired", () => {
    const { matches, suppressed } = detect(event.time);
    expect(matches.map(({ detection }) => detection)).toEqual([DETECTION, "palisade.suppression-expired"]);
    expect(suppressed).toBe(0);
  });
});
