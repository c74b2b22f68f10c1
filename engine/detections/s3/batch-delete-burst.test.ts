import { cloudTrail, IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, detectorSettings } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { parseEvents } from "../../events/parse-events";
import { createEngine } from "../engine/engine";
import { s3BatchDeleteBurst } from "./batch-delete-burst";

describeDetection(s3BatchDeleteBurst, {
  record: { eventName: "DeleteObjects", readOnly: false, requestParameters: { key: undefined, delete: "" } },
  matches: [
    ["a batch", {}, { severity: "high" }],
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
  const engine = createEngine(detectorSettings(), [s3BatchDeleteBurst]);
  const weightOf = (overrides: Fields) => {
    const parsed = parseEvents(cloudTrail({ eventName: "DeleteObjects", readOnly: false, ...overrides }));
    const [event] = parsed.kind === "events" ? parsed.events : [];
    return event && engine.detect(event).candidates.map(({ weight }) => weight);
  };
  expect(weightOf({})).toEqual([1000]);
  expect(weightOf({ resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::sensitive-data/a" }] })).toEqual([1]);
});
