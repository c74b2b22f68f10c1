import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ForeignEncryptionKey } from "./foreign-encryption-key";

const put = (KMSMasterKeyID: unknown, overrides = {}) =>
  bucketChange(
    "PutBucketEncryption",
    {
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID } },
      },
    },
    overrides,
  );
const FOREIGN_KEY = "arn:aws:kms:eu-central-1:444455556666:key/0a";

describeDetection(s3ForeignEncryptionKey, {
  matches: [
    [
      "a foreign key",
      put(FOREIGN_KEY),
      { severity: "high", details: { Key: FOREIGN_KEY, "Foreign account": "444455556666" } },
    ],
    ["a foreign alias", put("arn:aws:kms:eu-central-1:444455556666:alias/theirs"), { severity: "high" }],
    [
      "a redacted key",
      put("arn:aws:kms:eu-central-1:XXXXXXXXXXXX:key/0a"),
      { severity: "medium", details: { Key: "arn:aws:kms:eu-central-1:XXXXXXXXXXXX:key/0a" } },
    ],
  ],
  ignores: [
    ["an own key", put("arn:aws:kms:eu-central-1:111122223333:key/0a")],
    ["a trusted account's key", put("arn:aws:kms:eu-central-1:222233334444:key/0a")],
    ["an alias without ARN, which is an own one", put("alias/palisade")],
    ["AWS's own key", put(undefined)],
    ["a refused change", put(FOREIGN_KEY, DENIED)],
  ],
});
