import type { DetectionDocs } from "../engine/detection-docs";

export const s3EncryptionWeakenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562", "TA0040:T1486"],
  description:
    "Default encryption of a bucket was deleted, which is medium, or a protected bucket's was set to S3's own keys, which is low: what it was before, the record does not say.",
  misses: [
    "a change from one KMS key to another of the own account",
    "a bucket without perimeter that is set to S3's own keys",
  ],
  falsePositives: ["buckets that are being taken down", "buckets that never had a KMS key"],
  runbook: [
    "Set the bucket's encryption back: aws s3api put-bucket-encryption with the KMS key that it had.",
    "Objects that were written since keep the weaker encryption: copy them onto themselves.",
  ],
};
