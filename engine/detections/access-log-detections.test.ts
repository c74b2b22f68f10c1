import { existsSync } from "node:fs";
import { join } from "node:path";
import { accessLogEvent } from "../../testing/fixtures/access-log-fixture";
import { cloudTrailEvent } from "../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../testing/test-detection";
import { failedDetection } from "../incidents/failed-detection";
import { ACCESS_LOG_DETECTIONS, enabledAccessLogDetections } from "./access-log-detections";
import { ALL_DETECTIONS } from "./all-detections";
import { defineAccessLogDetection } from "./engine/define-detection";
import { createEngine } from "./engine/engine";
import { s3AccessLogOutsideAllowlist } from "./s3/access-log-outside-allowlist";

describe("ACCESS_LOG_DETECTIONS", () => {
  it("have ids that no other detection has", () => {
    expect(new Set(ALL_DETECTIONS.map(({ id }) => id)).size).toBe(ALL_DETECTIONS.length);
  });

  it.each(ACCESS_LOG_DETECTIONS.map((detection) => [detection.id, detection] as const))(
    "%s lies where its id says, has a test beside it, and says what it is worth",
    (id, { title, attack, misses, falsePositives }) => {
      const path = join(__dirname, id.replace(".", "/"));
      expect([`${path}.ts`, `${path}.test.ts`].map((file) => existsSync(file))).toEqual([true, true]);
      expect(title.length).toBeLessThanOrEqual(80);
      expect(attack.every((one) => /^TA\d{4}:T\d{4}(\.\d{3})?$/.test(one))).toBe(true);
      expect([misses.length, falsePositives.length]).not.toContain(0);
    },
  );
});

describe("enabledAccessLogDetections", () => {
  it("follows the defaults, then the settings", () => {
    const ids = (detections = {}) => enabledAccessLogDetections(detectorSettings({ detections })).map(({ id }) => id);
    expect(ids()).toEqual(ACCESS_LOG_DETECTIONS.filter((one) => one.enabledByDefault).map(({ id }) => id));
    const tuned = ids({
      "s3.access-log-outside-allowlist": { enabled: false },
      "s3.access-log-anonymous-access": { enabled: true },
    });
    expect(tuned).not.toContain("s3.access-log-outside-allowlist");
    expect(tuned).toContain("s3.access-log-anonymous-access");
  });
});

describe("the engine, asked about a line,", () => {
  const broken = defineAccessLogDetection({
    ...s3AccessLogOutsideAllowlist,
    id: "s3.broken",
    matches: () => {
      throw new Error("broken");
    },
  });

  it("asks every detection on lines, and none on calls", () => {
    const engine = createEngine(detectorSettings(), ALL_DETECTIONS);
    expect(engine.detect(accessLogEvent()).matches.map(({ detection }) => detection)).toEqual([
      "s3.access-log-outside-allowlist",
    ]);
    const ofCall = engine.detect(cloudTrailEvent(), ACCESS_LOG_DETECTIONS);
    expect(ofCall).toEqual({ matches: [], candidates: [], suppressed: 0, failures: [] });
  });

  it("goes on when one of them breaks, and tells of it", () => {
    const event = accessLogEvent();
    const { matches, failures } = createEngine(detectorSettings(), [broken, s3AccessLogOutsideAllowlist]).detect(event);
    expect(matches).toHaveLength(1);
    expect(failures.map((failure) => failedDetection(failure, event))).toEqual([
      expect.objectContaining({
        summary: "The detection s3.broken failed with Error on a REST.GET.OBJECT event",
        event: "REST.GET.OBJECT",
      }),
    ]);
  });

  it("is tuned and silenced by palisade.yaml as for other events", () => {
    const settings = detectorSettings({
      detections: { "s3.access-log-outside-allowlist": { severity: "critical" } },
      suppressions: [
        {
          detection: "s3.access-log-outside-allowlist",
          reason: "known",
          owner: "security",
          until: Date.UTC(2027, 0),
          when: { actor: "arn:aws:iam::111122223333:user/b*", sourceIp: "198.51.100.0/24" },
        },
      ],
    });
    const engine = createEngine(settings, [s3AccessLogOutsideAllowlist]);
    expect(engine.detect(accessLogEvent()).matches.map(({ severity }) => severity)).toEqual(["critical"]);
    const silenced = engine.detect(accessLogEvent({ requester: "arn:aws:iam::111122223333:user/bob" }));
    expect([silenced.matches, silenced.suppressed]).toEqual([[], 1]);
  });
});
