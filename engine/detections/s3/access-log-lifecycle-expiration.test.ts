import { LIFECYCLE_LINE } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogLifecycleExpiration } from "./access-log-lifecycle-expiration";

describeAccessLogDetection(s3AccessLogLifecycleExpiration, {
  line: LIFECYCLE_LINE,
  matches: [
    [
      "an object that expired",
      {},
      {
        severity: "medium",
        actor: "AmazonS3",
        details: { "One of the keys": "reports/2026.csv" },
        dedupKey: "s3.access-log-lifecycle-expiration|sensitive-data",
      },
    ],
    ["an object that a delete marker hides", { operation: "S3.CREATE.DELETEMARKER" }],
    ["a line without the key", { key: "-" }],
  ],
  ignores: [
    ["a move to another storage class", { operation: "S3.TRANSITION_SIA.OBJECT" }],
    ["someone who only says so", { requester: "arn:aws:iam::111122223333:user/alice" }],
    ["another bucket", { bucket: "elsewhere" }],
  ],
});
