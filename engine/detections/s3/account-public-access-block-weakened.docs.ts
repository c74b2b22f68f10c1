import type { DetectionDocs } from "../engine/detection-docs";

export const s3AccountPublicAccessBlockWeakenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562"],
  description:
    "The public access block of a whole account was deleted or switched off, which is critical, or written with some of its four switches off, which is high. Every bucket is left to its own block.",
  misses: ["blocks that the organization manages, where the account's own no longer matters"],
  falsePositives: ["accounts that host public buckets on purpose"],
  runbook: [
    "Turn all four switches on again: aws s3control put-public-access-block.",
    "Look for policies, ACLs and public access blocks of single buckets that changed afterwards.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
