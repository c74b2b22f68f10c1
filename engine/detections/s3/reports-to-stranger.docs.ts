import type { DetectionDocs } from "../engine/detection-docs";

export const s3ReportsToStrangerDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537"],
  description:
    "Notifications, inventories or analytics of a bucket were sent to an account that is neither the own one nor trusted: it learns the name of every object.",
  misses: [
    "an inventory whose destination does not name its account",
    "notifications by way of EventBridge, whose rules decide where they go",
  ],
  falsePositives: ["vendors that index or scan the bucket: list their accounts as trusted in palisade.yaml"],
  runbook: [
    "Find out whose account it is. If no one knows it, take the configuration out.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
