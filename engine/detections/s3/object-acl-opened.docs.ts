import type { DetectionDocs } from "../engine/detection-docs";

export const s3ObjectAclOpenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "An object in a protected bucket was given, or uploaded with, an ACL that grants something to everyone or to every AWS account.",
  misses: [
    "objects in buckets that are not protected, whose data events are not recorded",
    "grants to foreign accounts, which ACLs name by canonical ids or e-mail addresses that say nothing of the account",
  ],
  falsePositives: ["uploads for a website"],
  runbook: [
    "Set the object's ACL to private, or the bucket's Object Ownership to BucketOwnerEnforced, which switches ACLs off.",
    "Look in the data events for other objects that the same caller opened, and for who has read them since.",
  ],
};
