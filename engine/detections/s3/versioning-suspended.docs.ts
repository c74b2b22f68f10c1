import type { DetectionDocs } from "../engine/detection-docs";

export const s3VersioningSuspendedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1490"],
  description:
    "Versioning of a bucket was suspended: objects that are overwritten or deleted from now on cannot be brought back. Ransomware does this first.",
  misses: ["versions that are deleted one by one, or by a lifecycle rule, which s3.lifecycle-expires-soon reports"],
  falsePositives: [
    "buckets that are being taken down",
    "older Terraform providers that suspend a new bucket's versioning",
  ],
  runbook: [
    "Switch versioning on again: aws s3api put-bucket-versioning. The versions of before are still there.",
    "Look in the data events for what the same caller overwrote or deleted since.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
