import type { DetectionDocs } from "../engine/detection-docs";

export const s3BucketsListedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0007:T1580", "TA0007:T1619"],
  description:
    "A user, the root user or a signed-in person asked for the list of all buckets. Off by default, because every look at the S3 console does that.",
  misses: ["applications' roles, and with them stolen sessions of theirs", "strangers who know the buckets' names"],
  falsePositives: ["everyone who opens the S3 console"],
  runbook: [
    "Ask the person whether they looked at S3 at this time, from this address.",
    "If not, revoke their sessions and keys, and see what else was called from this address.",
  ],
};
