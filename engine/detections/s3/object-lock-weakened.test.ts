import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ObjectLockWeakened } from "./object-lock-weakened";

const put = (DefaultRetention: unknown, overrides = {}) =>
  bucketChange(
    "PutBucketObjectLockConfiguration",
    {
      "object-lock": "",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        ...(DefaultRetention ? { Rule: { DefaultRetention } } : {}),
      },
    },
    overrides,
  );

describeDetection(s3ObjectLockWeakened, {
  matches: [
    [
      "no default retention",
      put(undefined),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice left bucket sensitive-data without default retention",
      },
    ],
    [
      "governance mode",
      put({ Mode: "GOVERNANCE", Days: 30 }),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice set the default retention of bucket sensitive-data to 30 days in mode GOVERNANCE",
      },
    ],
    [
      "compliance mode",
      put({ Mode: "COMPLIANCE", Years: 1 }),
      {
        severity: "low",
        summary:
          "arn:aws:iam::111122223333:user/alice set the default retention of bucket sensitive-data to 1 year in mode COMPLIANCE",
      },
    ],
    [
      "a mode without length",
      put({ Mode: "COMPLIANCE" }),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice set the default retention of bucket sensitive-data to an unknown time in mode COMPLIANCE",
      },
    ],
    ["the API's name", { ...put(undefined), eventName: "PutObjectLockConfiguration" }, {}],
  ],
  ignores: [
    ["a record without configuration", bucketChange("PutBucketObjectLockConfiguration")],
    ["a refused change", put(undefined, DENIED)],
  ],
});
