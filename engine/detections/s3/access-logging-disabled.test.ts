import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AccessLoggingDisabled } from "./access-logging-disabled";

const put = (BucketLoggingStatus: unknown, parameters = {}, overrides = {}) =>
  bucketChange("PutBucketLogging", { logging: "", BucketLoggingStatus, ...parameters }, overrides);
const to = (TargetBucket: string) => ({ LoggingEnabled: { TargetBucket, TargetPrefix: "" } });

describeDetection(s3AccessLoggingDisabled, {
  matches: [
    [
      "a status without target",
      put({ xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" }, ELSEWHERE),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice disabled server access logging of bucket scratch",
      },
    ],
    ["an empty status", put(""), { severity: "high" }],
    ["an empty target", put({ LoggingEnabled: "" }), { severity: "high" }],
    [
      "a protected bucket's logs that go elsewhere",
      put(to("scratch")),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice sent server access logs of bucket sensitive-data to bucket scratch",
      },
    ],
  ],
  ignores: [
    ["logging that is enabled, whose marker is empty, too", put(to("trail-logs"))],
    ["any bucket's logs that go anywhere", put(to("other-logs"), ELSEWHERE)],
    ["a record without status", bucketChange("PutBucketLogging", { logging: "" })],
    ["a refused change", put({}, {}, DENIED)],
  ],
});
