import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BucketDeleted } from "./bucket-deleted";

describeDetection(s3BucketDeleted, {
  matches: [
    [
      "a protected bucket",
      bucketChange("DeleteBucket"),
      { severity: "high", summary: "arn:aws:iam::111122223333:user/alice deleted bucket sensitive-data" },
    ],
    ["a bucket of logs", bucketChange("DeleteBucket", { bucketName: "trail-logs" }), { severity: "high" }],
    ["any bucket", bucketChange("DeleteBucket", ELSEWHERE), { severity: "medium" }],
    [
      "a bucket that the record does not name",
      bucketChange("DeleteBucket", { bucketName: undefined }),
      {
        severity: "medium",
        summary: "arn:aws:iam::111122223333:user/alice deleted a bucket that the record does not name",
      },
    ],
  ],
  ignores: [
    ["a bucket that is not empty", bucketChange("DeleteBucket", {}, { errorCode: "BucketNotEmpty" })],
    ["a refused deletion", bucketChange("DeleteBucket", {}, DENIED)],
  ],
});
