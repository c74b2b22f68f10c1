import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3EncryptionWeakened } from "./encryption-weakened";

const put = (SSEAlgorithm: string, parameters = {}) =>
  bucketChange("PutBucketEncryption", {
    encryption: "",
    ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm } } },
    ...parameters,
  });

describeDetection(s3EncryptionWeakened, {
  matches: [
    ["its deletion", bucketChange("DeleteBucketEncryption", { encryption: "", ...ELSEWHERE }), { severity: "medium" }],
    ["S3's own keys for a protected bucket", put("AES256"), { severity: "low" }],
  ],
  ignores: [
    ["S3's own keys for any bucket", put("AES256", ELSEWHERE)],
    ["a KMS key", put("aws:kms")],
    ["two layers", put("aws:kms:dsse")],
    ["a record without configuration", bucketChange("PutBucketEncryption")],
    ["a refused deletion", bucketChange("DeleteBucketEncryption", {}, DENIED)],
  ],
});
