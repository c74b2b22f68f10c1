import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogLifecycleExpirationDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1485"],
  description:
    "S3 deleted 1,000 objects or versions of a protected bucket within a day, by a lifecycle rule, or hid them behind delete " +
    "markers. Off by default, because this is how data is meant to age in many buckets; s3.lifecycle-expires-soon sees the rule being made.",
  misses: ["rules that delete few objects a day", "objects that were deleted by calls", LATE, OTHER_BUCKETS],
  falsePositives: [
    "rules that are as old as the bucket: suppress the bucket, or raise the threshold above a usual day",
  ],
  runbook: [
    "Look who wrote the bucket's lifecycle rules last, and whether it was meant: s3.lifecycle-expires-soon, or PutBucketLifecycle in the trail.",
    "If it was not, delete the rule now. S3 goes on for up to a day with what it has begun.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
  ],
};
