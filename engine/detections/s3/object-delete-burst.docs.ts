import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3ObjectDeleteBurstDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485"],
  description:
    "One caller deleted 50 objects or versions of a protected bucket within an hour, call by call, as in Panther's rule. " +
    "s3.batch-delete sees calls that delete many at once.",
  misses: [
    "a lifecycle rule that expires objects, which is no call; the rule's change is one",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that clean up after themselves: raise the threshold, or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner whether this is a clean-up. If not, revoke its sessions and keys.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
    "See in the access logs which keys are gone.",
  ],
};
