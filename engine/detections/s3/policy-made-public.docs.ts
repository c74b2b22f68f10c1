import type { DetectionDocs } from "../engine/detection-docs";

export const s3PolicyMadePublicDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0009:T1530"],
  description:
    "A bucket policy with an Allow for everyone was written. Critical without conditions, high where it is narrowed only by something that any caller can send, such as a referer.",
  misses: [
    "a statement for everyone that names many small networks which together are the internet",
    "a policy that is too large for CloudTrail, which s3.parameters-withheld reports",
  ],
  falsePositives: ["a website or download bucket that is meant for everyone: suppress it by its name"],
  runbook: [
    "Ask the caller whether the bucket is meant for everyone. If not, put the last policy back, or turn on the bucket's public access block.",
    "Look in the bucket's data events and access logs for who has read from it since.",
    "If no one knows of the change, revoke the credentials that made it.",
  ],
};
