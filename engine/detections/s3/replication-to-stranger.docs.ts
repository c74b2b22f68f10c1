import type { DetectionDocs } from "../engine/detection-docs";

export const s3ReplicationToStrangerDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537"],
  description:
    "Replication was set up to a bucket, or with a key, of an account that is neither the own one nor trusted. Medium where the rule does not name the account of its destination, which S3 does not ask for, and the bucket is none that palisade.yaml knows.",
  misses: [
    "batch replication and copies, which are jobs and calls of their own",
    "rules that are written while disabled",
  ],
  falsePositives: [
    "replication within the account that does not name it: name the account in the rule's destination",
    "accounts that hold backups: list them as trusted in palisade.yaml",
  ],
  runbook: [
    "Find out whose destination bucket it is. If no one knows it, delete the replication: aws s3api delete-bucket-replication.",
    "What was written since then has been copied: list those objects and treat them as lost to the destination's owner.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
