import type { DetectionDocs } from "../engine/detection-docs";

export const s3ObjectLockWeakenedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1490"],
  description:
    "The Object Lock configuration of a bucket was written. High without a default retention; medium in governance mode, which privileged users may bypass; low in compliance mode. What it was before, the record does not say.",
  misses: ["locks of single objects, which s3.retention-bypassed reports in protected buckets"],
  falsePositives: ["buckets whose lock is being set up, at first without a default retention"],
  runbook: [
    "Compare the retention with what it is to be, and set it back: aws s3api put-object-lock-configuration.",
    "Objects that are locked already stay so: set the retention of those that were written in between.",
  ],
};
