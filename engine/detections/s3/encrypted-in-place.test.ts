import { FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3EncryptedInPlace } from "./encrypted-in-place";

const key = (account: string) => `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const copy = (parameters: object) => ({
  requestParameters: { "x-amz-copy-source": "sensitive-data/reports/2026.csv", ...parameters },
});
const kms = { "x-amz-server-side-encryption": "aws:kms" };

describeDetection(s3EncryptedInPlace, {
  record: { eventName: "CopyObject", readOnly: false },
  matches: [
    ["a copy onto itself with an encryption of its choice", copy(kms), { severity: "high" }],
    [
      "the same, encoded",
      copy({ ...kms, "x-amz-copy-source": "/sensitive-data/reports%2F2026.csv?versionId=abc" }),
      { severity: "high" },
    ],
    [
      "the own account's key",
      copy({ ...kms, "x-amz-server-side-encryption-aws-kms-key-id": key(OWNER) }),
      { severity: "high", details: { "KMS key": key(OWNER) } },
    ],
    [
      "a stranger's key",
      copy({ ...kms, "x-amz-server-side-encryption-aws-kms-key-id": key(FOREIGN) }),
      { severity: "critical" },
    ],
    [
      "a change of an object's encryption without a copy",
      { eventName: "UpdateObjectEncryption" },
      { severity: "high" },
    ],
  ],
  ignores: [
    ["a copy to another key", copy({ ...kms, key: "reports/copy.csv" })],
    ["a copy from another bucket", copy({ ...kms, "x-amz-copy-source": "guarded-objects/reports/2026.csv" })],
    ["a copy onto itself that changes something else", copy({ "x-amz-metadata-directive": "REPLACE" })],
    [
      "a key of the caller's own, which s3.customer-key-encryption-burst counts",
      copy({ ...kms, "x-amz-server-side-encryption-customer-algorithm": "AES256" }),
    ],
    ["a refused copy", { ...copy(kms), errorCode: "AccessDenied" }],
    ["a copy without source", { requestParameters: kms }],
  ],
});
