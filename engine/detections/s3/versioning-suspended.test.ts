import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3VersioningSuspended } from "./versioning-suspended";

const put = (VersioningConfiguration: unknown, overrides = {}) =>
  bucketChange("PutBucketVersioning", { versioning: "", VersioningConfiguration }, overrides);

describeDetection(s3VersioningSuspended, {
  matches: [
    [
      "its suspension",
      put({ Status: "Suspended" }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice suspended versioning of bucket sensitive-data",
      },
    ],
  ],
  ignores: [
    ["versioning that is enabled", put({ Status: "Enabled", MfaDelete: "Disabled" })],
    ["a record without configuration", put(undefined)],
    ["a refused change", put({ Status: "Suspended" }, DENIED)],
  ],
});
