import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3LifecycleExpiresSoon } from "./lifecycle-expires-soon";

const LOGS = { bucketName: "trail-logs" };
const rule = (more: object) => ({ ID: "r", Status: "Enabled", ...more });
const put = (Rule: unknown, parameters: object = ELSEWHERE, overrides = {}) =>
  bucketChange("PutBucketLifecycle", { lifecycle: "", LifecycleConfiguration: { Rule }, ...parameters }, overrides);
const ONE_DAY = { Expiration: { Days: 1 } };

describeDetection(s3LifecycleExpiresSoon, {
  matches: [
    [
      "a bucket of logs that is emptied",
      put(rule(ONE_DAY), LOGS),
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice enabled a lifecycle rule that deletes objects of bucket trail-logs after 1 day",
        details: { Rule: "r" },
      },
    ],
    [
      "a part of a bucket of logs",
      put(rule({ ...ONE_DAY, Filter: { Prefix: "AWSLogs/" } }), LOGS),
      { severity: "critical" },
    ],
    ["a protected bucket", put(rule(ONE_DAY), {}), { severity: "high" }],
    ["any bucket", put(rule(ONE_DAY)), { severity: "medium" }],
    ["a star for a prefix", put(rule({ ...ONE_DAY, Filter: { Prefix: "*" } })), { severity: "medium" }],
    ["an empty filter", put(rule({ ...ONE_DAY, Filter: "" })), { severity: "medium" }],
    ["a part of any bucket", put(rule({ ...ONE_DAY, Filter: { Prefix: "tmp/" } })), { severity: "low" }],
    ["a part in the old form", put(rule({ ...ONE_DAY, Prefix: "tmp/" })), { severity: "low" }],
    ["objects with a tag", put(rule({ ...ONE_DAY, Filter: { Tag: { Key: "a", Value: "b" } } })), { severity: "low" }],
    ["objects with a tag and a prefix", put(rule({ ...ONE_DAY, Filter: { And: {} } })), { severity: "low" }],
    ["large objects", put(rule({ ...ONE_DAY, Filter: { ObjectSizeGreaterThan: 1 } })), { severity: "low" }],
    [
      "the worst of many rules, a week in words",
      put([rule({ ...ONE_DAY, Filter: { Prefix: "tmp/" } }), rule({ ID: undefined, Expiration: { Days: "7" } })]),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice enabled a lifecycle rule that deletes objects of bucket scratch after 7 days",
      },
    ],
    [
      "a day in the past",
      put(rule({ Expiration: { Date: "2026-01-01T00:00:00Z" } })),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice enabled a lifecycle rule that deletes objects of bucket scratch at once",
      },
    ],
    ["a day in this week", put(rule({ Expiration: { Date: "2026-03-05T00:00:00.000Z" } })), {}],
    [
      "old versions",
      put(rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice enabled a lifecycle rule that deletes old versions of bucket scratch after 1 day",
      },
    ],
    ["the API's name", { ...put(rule(ONE_DAY)), eventName: "PutBucketLifecycleConfiguration" }, {}],
  ],
  ignores: [
    ["a rule that deletes later", put(rule({ Expiration: { Days: 8 } }))],
    ["a day in the far future", put(rule({ Expiration: { Date: "2030-01-01T00:00:00Z" } }))],
    ["a day that is none", put(rule({ Expiration: { Date: "soon", Days: "" } }))],
    ["a disabled rule", put(rule({ ...ONE_DAY, Status: "Disabled" }))],
    ["uploads that were not finished", put(rule({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }))],
    ["delete markers", put(rule({ Expiration: { ExpiredObjectDeleteMarker: true } }))],
    ["a move to another class", put(rule({ Transition: { Days: 1, StorageClass: "GLACIER" } }))],
    ["a record without rules", put(undefined)],
    ["a refused change", put(rule(ONE_DAY), LOGS, DENIED)],
  ],
});
