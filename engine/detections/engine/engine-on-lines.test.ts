import { accessLogEvent } from "../../../testing/fixtures/access-log-fixture";
import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../../testing/test-detection";
import { failedDetection } from "../../incidents/failed-detection";
import { ACCESS_LOG_DETECTIONS, ALL_DETECTIONS } from "../registry";
import { s3AccessLogOutsideAllowlist } from "../s3/access-log-outside-allowlist";
import { defineAccessLogDetection } from "./define-detection";
import { createEngine } from "./engine";

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

  it("goes on when one of them breaks, and reports it", () => {
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
