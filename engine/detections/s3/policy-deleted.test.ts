import { bucketChange, DENIED, DEPLOYER, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3PolicyDeleted } from "./policy-deleted";

describeDetection(s3PolicyDeleted, {
  matches: [
    [
      "a policy with an enforced perimeter",
      bucketChange("DeleteBucketPolicy", { policy: "" }),
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice deleted the policy of bucket sensitive-data, and with it the perimeter sensitive-data",
      },
    ],
    ["the same by a deployer", bucketChange("DeleteBucketPolicy", {}, DEPLOYER), { severity: "high" }],
    [
      "an observed perimeter's",
      bucketChange("DeleteBucketPolicy", { bucketName: "observed-data" }),
      { severity: "medium" },
    ],
    ["any bucket's", bucketChange("DeleteBucketPolicy", ELSEWHERE), { severity: "medium" }],
    [
      "an access point's",
      bucketChange("DeleteAccessPointPolicy", { bucketName: undefined, name: "door" }),
      { severity: "low", summary: "arn:aws:iam::111122223333:user/alice deleted the policy of access point door" },
    ],
    ["an access point's without name", bucketChange("DeleteAccessPointPolicy", { bucketName: undefined }), {}],
  ],
  ignores: [
    ["a refused deletion", bucketChange("DeleteBucketPolicy", {}, DENIED)],
    ["another deletion", bucketChange("DeleteBucketTagging")],
  ],
});
