import type { CallDetection } from "@palisade/engine/detections/engine/define-detection";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Fields } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import type { Severity } from "@palisade/engine/severity";
import { cloudTrail, IDENTITIES } from "../fixtures/cloudtrail-fixture";
import { describeDetection, detectorSettings } from "../test-detection";

/** What holds for detections on objects that are deleted in batches. */
export function describeBatchDeletes(detection: CallDetection, severity: Severity): void {
  describeDetection(detection, {
    record: { eventName: "DeleteObjects", readOnly: false, requestParameters: { key: undefined, delete: "" } },
    matches: [
      ["a batch", {}, { severity }],
      ["a batch by its older name", { eventName: "DeleteMultipleObjects" }, {}],
    ],
    ignores: [
      ["a single deletion", { eventName: "DeleteObject" }],
      ["a refused batch", { errorCode: "AccessDenied" }],
      ["AWS's own clean-up", { userIdentity: IDENTITIES.service }],
      ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
    ],
  });

  it("weighs a batch as a thousand objects unless its record lists the keys", () => {
    const engine = createEngine(detectorSettings(), [detection]);
    const weightOf = (overrides: Fields) => {
      const parsed = parseEvents(cloudTrail({ eventName: "DeleteObjects", readOnly: false, ...overrides }));
      const [event] = parsed.kind === "events" ? parsed.events : [];
      return event && engine.detect(event).candidates.map(({ weight }) => weight);
    };
    expect(weightOf({})).toEqual([1000]);
    expect(weightOf({ resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::sensitive-data/a" }] })).toEqual([1]);
  });
}
