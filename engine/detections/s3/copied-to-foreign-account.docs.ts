import type { DetectionDocs } from "../engine/detection-docs";

export const s3CopiedToForeignAccountDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537"],
  description:
    "CopyObject or UploadPartCopy wrote an object, or a part of one, into a bucket of an account that is neither the own one nor trusted " +
    "in palisade.yaml. Where the record does not say whose bucket it was, the copy is reported as unresolved, with a lower severity.",
  misses: [
    "copies into buckets that a trail of your own does not log: CloudTrail records a copy as a call to its destination, so the trail has to log copies of all buckets, as Palisade's own does",
    "objects that are downloaded and uploaded elsewhere, of which s3.bulk-download sees the first half",
    "replication, batch operations, inventories and logs into another account's bucket, which are settings of a bucket",
    "copies that were refused",
  ],
  falsePositives: [
    "partners' and vendors' accounts that are not listed among the trusted ones yet",
    "unresolved copies in logs whose account ids were removed",
  ],
  runbook: [
    "Ask the caller's owner whether the destination account is a known one. If so, add it to the trusted accounts in palisade.yaml.",
    "If not, revoke the caller's sessions and keys, and deny its access to the source bucket.",
    "List all copies with `palisade hunt copies-to-other-accounts` over the trail's log files, and treat the objects as disclosed. Ask AWS Support to contact the owner of the account.",
  ],
};
