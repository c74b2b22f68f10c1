import { MACIE_POLICY, macieFinding } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { findingsMaciePolicy } from "./macie-policy";

const policy = (more = {}) => macieFinding({ ...MACIE_POLICY, ...more });

describeDetection(findingsMaciePolicy, {
  matches: [
    [
      "a bucket that became public",
      policy(),
      {
        severity: "high",
        bucket: "sensitive-data",
        resource: "arn:aws:s3:::sensitive-data",
        sourceIp: "198.51.100.24",
        details: expect.objectContaining({ Call: "PutBucketPolicy" }),
      },
    ],
    [
      "a bucket that lost its default encryption",
      policy({ type: "Policy:IAMUser/S3BucketEncryptionDisabled", severity: { description: "Low" } }),
      { severity: "low" },
    ],
  ],
  ignores: [
    ["sensitive data", macieFinding()],
    ["an archived finding", policy({ archived: true })],
    ["a sample", policy({ sample: true })],
  ],
});
