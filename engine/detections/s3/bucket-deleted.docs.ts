import type { DetectionDocs } from "../engine/detection-docs";

export const s3BucketDeletedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1485"],
  description:
    "A bucket was deleted, which S3 allows only when it is empty. High for protected buckets and buckets of logs. Others may take its name, and receive what is still sent there.",
  misses: ["buckets that were emptied and are still there"],
  falsePositives: ["test accounts and pipelines that create and delete buckets all day: suppress them by their actor"],
  runbook: [
    "Ask the caller whether it was meant to go. If no one knows, revoke the credentials that did it.",
    "Create the bucket again under its name before another account does, and restore it from a replica or backup.",
    "Look in the data events for who emptied it, and whether the objects were copied first.",
  ],
};
