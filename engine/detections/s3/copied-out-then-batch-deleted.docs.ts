import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { s3CopiedOutThenDeletedDocs } from "./copied-out-then-deleted.docs";

export const s3CopiedOutThenBatchDeletedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0040:T1485"],
  description:
    "Within 30 hours, 10 copies from a protected bucket into an account that is not trusted, or of which the record does not say whose it " +
    "is, were followed by one DeleteObjects in that bucket, which may delete a thousand objects. An alert of it is critical.",
  misses: [
    "deletions one by one, which s3.copied-out-then-deleted reports",
    "data that left by download instead of a copy",
    "copies into buckets whose object events no trail logs",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "a bucket that moves to an account which is not listed among the trusted ones yet",
    "a clean-up that happens to follow copies, which are worth an alert themselves",
  ],
  runbook: s3CopiedOutThenDeletedDocs.runbook,
};
