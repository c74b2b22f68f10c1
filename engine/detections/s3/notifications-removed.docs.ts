import type { DetectionDocs } from "../engine/detection-docs";

export const s3NotificationsRemovedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562"],
  description:
    "All notifications of a bucket, those by way of EventBridge included, were removed: what scans or copies new objects is no longer notified. Medium for protected and log buckets.",
  misses: ["single notifications that are taken out of several"],
  falsePositives: ["buckets that are being taken down, and deployments that write an empty configuration first"],
  runbook: [
    "Put the notifications back: aws s3api put-bucket-notification-configuration.",
    "Run whatever they start, such as scans, over what was written in between.",
  ],
};
