import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";

export const s3VersionPurgeDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1490", "TA0040:T1485"],
  description:
    "One caller deleted 20 versions of objects of a protected bucket within 15 minutes by their ids. Unlike an ordinary deletion this leaves " +
    "nothing to restore.",
  misses: [
    "versions that are deleted in batches, whose records name no versions; s3.batch-delete sees the calls",
    "versions that a lifecycle rule expires",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "a versioned bucket that is emptied in order to delete it, and delete markers that are taken away to restore objects",
  ],
  runbook: [
    "Ask the caller's owner now whether the bucket is emptied on purpose. If not, revoke its sessions and keys.",
    "See under MFA delete and Object Lock whether the bucket could have refused, and switch one on before the next time.",
    "Restore the objects from a replica or from backups: the bucket itself no longer holds them.",
  ],
};
