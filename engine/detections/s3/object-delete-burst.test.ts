import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ObjectDeleteBurst } from "./object-delete-burst";

describeDetection(s3ObjectDeleteBurst, {
  record: { eventName: "DeleteObject", readOnly: false },
  matches: [
    ["a deletion", {}, { severity: "high" }],
    ["a deletion of a version", { requestParameters: { versionId: "abc" } }, {}],
    ["a role's deletion", { userIdentity: IDENTITIES.role }, {}],
  ],
  ignores: [
    ["a batch", { eventName: "DeleteObjects" }],
    ["a deletion of tags", { eventName: "DeleteObjectTagging" }],
    ["a refused deletion", { errorCode: "AccessDenied" }],
    ["AWS's own clean-up", { userIdentity: IDENTITIES.service }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
