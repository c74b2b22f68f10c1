import type { DetectionDocs } from "../engine/detection-docs";

export const findingsMaciePolicyDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001", "TA0010:T1537"],
  description:
    "Amazon Macie reports that a bucket became public, is shared with strangers, lost its public access block or its default encryption.",
  misses: [
    "everything, while Macie is off in the region",
    "how a bucket stood before Macie was on: only changes are reported",
    "Macie's sample findings, which are ignored",
  ],
  falsePositives: ["the bucket of a public website", "buckets that are shared on purpose with an account outside"],
  runbook: [
    "Open the finding in the Macie console to see what changed, who changed it and from where.",
    "Undo the change, if it was in no plan, and block public access to the bucket.",
  ],
};
