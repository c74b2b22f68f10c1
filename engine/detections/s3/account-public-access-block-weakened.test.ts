import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AccountPublicAccessBlockWeakened } from "./account-public-access-block-weakened";

const ON = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const put = (PublicAccessBlockConfiguration: unknown, overrides = {}) =>
  bucketChange("PutAccountPublicAccessBlock", { bucketName: undefined, PublicAccessBlockConfiguration }, overrides);

describeDetection(s3AccountPublicAccessBlockWeakened, {
  matches: [
    [
      "its deletion",
      bucketChange("DeleteAccountPublicAccessBlock", { bucketName: undefined }),
      { severity: "critical" },
    ],
    [
      "all switches off",
      put({ BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false }),
      { severity: "critical" },
    ],
    [
      "one switch off",
      put({ ...ON, RestrictPublicBuckets: "false" }),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice wrote a public access block for account 111122223333 without RestrictPublicBuckets",
      },
    ],
    ["a record without account", { ...put({}), recipientAccountId: undefined }, { severity: "critical" }],
  ],
  ignores: [
    ["all switches on", put(ON)],
    ["a refused change", put({}, DENIED)],
    ["a bucket's own block, which another detection reports", bucketChange("DeleteBucketPublicAccessBlock")],
  ],
});
