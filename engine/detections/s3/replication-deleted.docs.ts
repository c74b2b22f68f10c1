import type { DetectionDocs } from "../engine/detection-docs";

export const s3ReplicationDeletedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1490"],
  description: "Replication of a bucket was deleted: what is written from now on has no copy elsewhere.",
  misses: ["replication rules that are disabled instead of deleted"],
  falsePositives: ["buckets that are being taken down or moved"],
  runbook: [
    "Set the replication up again, and copy what was written in between with S3 Batch Replication.",
    "Look whether the same caller suspended versioning or deleted objects afterwards.",
  ],
};
