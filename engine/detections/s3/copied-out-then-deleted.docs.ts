import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3CopiedOutThenDeletedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0040:T1485"],
  description:
    "Within 30 hours, 10 copies from a protected bucket into an account that is not trusted, or of which the record does not say whose it " +
    "is, were followed by 10 deletions in that bucket, by any caller. The numbers are Panther's; an alert of it is critical.",
  misses: [
    "deletions in batches, which s3.copied-out-then-batch-deleted reports",
    "data that left by download instead of a copy",
    "copies into buckets whose object events no trail logs",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a bucket that moves to an account which is not listed among the trusted ones yet"],
  runbook: [
    "Ask whether the bucket is moving to the account that the alerts of s3.copied-to-foreign-account name.",
    "If not, revoke the sessions and keys of all callers involved, and deny deletions in the bucket's policy.",
    "Restore the objects from versions, replicas or backups, and expect a demand for ransom: treat the data as disclosed.",
  ],
};
