import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3BatchDeleteDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485"],
  description:
    "DeleteObjects deleted up to a thousand objects of a protected bucket in one call. Its record says neither which nor how many, so each " +
    "call counts as a thousand, unless the record lists the keys, and 50 objects within an hour are enough. s3.batch-delete-burst says " +
    "when it goes on.",
  misses: [
    ACCESS_LOGS,
    "that S3 refused some or all keys, which it reports only to the caller",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "consoles, `aws s3 sync --delete` and applications that clean up, which all delete in batches: raise the threshold to 5000 or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner whether this is a clean-up. If not, revoke its sessions and keys.",
    "See in the access logs under BATCH.DELETE.OBJECT which keys are gone.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
  ],
};
