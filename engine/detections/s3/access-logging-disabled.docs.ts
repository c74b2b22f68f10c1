import type { DetectionDocs } from "../engine/detection-docs";

export const s3AccessLoggingDisabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.008"],
  description:
    "Server access logging of a bucket was switched off, which is high, or that of a protected bucket was pointed at a bucket that palisade.yaml does not know as one for logs, which is medium.",
  misses: ["logs that are deleted in the target bucket", "a target prefix that is changed"],
  falsePositives: ["buckets that are being taken down", "buckets that log to a target that is not in palisade.yaml"],
  runbook: [
    "Switch logging on again: aws s3api put-bucket-logging.",
    "Until then CloudTrail's data events are the only witness: look there for what the same caller did since.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
