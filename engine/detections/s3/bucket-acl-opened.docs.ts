import type { DetectionDocs } from "../engine/detection-docs";

export const s3BucketAclOpenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "A bucket was given, or created with, an ACL that grants something to everyone or to every AWS account: canned, by header, or spelled out.",
  misses: [
    "grants to foreign accounts, which ACLs name by canonical ids or e-mail addresses that say nothing of the account",
  ],
  falsePositives: ["public buckets of old that are meant to be so"],
  runbook: [
    "Set the bucket's ACL to private, or its Object Ownership to BucketOwnerEnforced, which switches ACLs off.",
    "Turn on the bucket's public access block with all four switches.",
    "Look in the data events and access logs for who has read from or written to it since.",
  ],
};
