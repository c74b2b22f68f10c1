import type { DetectionDocs } from "../engine/detection-docs";

export const s3LifecycleExpiresSoonDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485.001", "TA0005:T1562.008"],
  description:
    "A lifecycle rule was enabled that deletes objects, or their old versions, within seven days. Critical for a bucket of logs, high for a protected one, low for a part of any other.",
  misses: ["rules that delete later than in seven days", "parts of a bucket that together are all of it"],
  falsePositives: ["buckets for temporary files, and rules that are written again with every deployment"],
  runbook: [
    "Delete or disable the rule at once: S3 runs lifecycle rules once a day, and after that only old versions help.",
    "Ask the caller whether the data may go. If no one knows, revoke the credentials that made it.",
    "Look for further changes by the same caller: versioning, replication, other buckets.",
  ],
};
