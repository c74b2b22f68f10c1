import type { DetectionDocs } from "../engine/detection-docs";

export const s3BucketPostureSweepDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0007:T1580", "TA0007:T1526"],
  description:
    "One caller at one address read policies, ACLs, public access blocks or versioning of 16 buckets within a minute, with success or " +
    "without. Elastic's rule asks for more than 15 in ten seconds. Off by default, because scanners and plans do that every day.",
  misses: ["accounts with fewer buckets", "sweeps that take their time"],
  falsePositives: ["posture scanners, Terraform and the S3 console: suppress their roles"],
  runbook: [
    "Ask the caller's owner whether a scanner runs with this identity at this time.",
    "If not, revoke the caller's sessions and keys, and see what it called next.",
  ],
};
