import type { DetectionDocs } from "../engine/detection-docs";

export const s3CustomerKeysAllowedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1486"],
  description:
    "Default encryption of a bucket was written so that it no longer blocks SSE-C, which S3 blocks by default. A caller that then encrypts objects with a key of its own holds the only copy of it.",
  misses: ["buckets that accept SSE-C already", "a configuration that says nothing of blocked types"],
  falsePositives: ["applications that bring their own keys"],
  runbook: [
    "Block SSE-C again: aws s3api put-bucket-encryption with BlockedEncryptionTypes SSE-C.",
    "Look in the data events for uploads and copies with a customer's algorithm since then, and keep the old versions of these objects.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
