import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_LOGS, ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3BatchDeleteBurstDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485"],
  description:
    "One caller deleted up to 5,000 objects of a protected bucket within ten minutes with DeleteObjects: five calls, each of which counts as " +
    "a thousand unless its record lists the keys.",
  misses: [
    ACCESS_LOGS,
    "that S3 refused some or all keys, which it reports only to the caller",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a bucket or a large prefix that is emptied on purpose, and jobs that rewrite whole partitions"],
  runbook: [
    "Ask the caller's owner now whether the bucket is emptied on purpose. If not, revoke its sessions and keys.",
    "See in the access logs under BATCH.DELETE.OBJECT which keys are gone.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
  ],
};
