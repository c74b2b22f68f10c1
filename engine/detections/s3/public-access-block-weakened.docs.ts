import type { DetectionDocs } from "../engine/detection-docs";

export const s3PublicAccessBlockWeakenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562"],
  description:
    "A bucket's public access block was deleted, or written with one of its four switches off. The next policy or ACL may make the bucket public.",
  misses: ["whether the account's own block still covers the bucket, which no record says"],
  falsePositives: [
    "buckets that are being taken down, or made public on purpose",
    "a block that had the same switches off before",
  ],
  runbook: [
    "Turn all four switches on again: aws s3api put-public-access-block.",
    "Look whether the same caller wrote a policy or an ACL for the bucket afterwards.",
    "Turn on the account's public access block, which no bucket can undo.",
  ],
};
