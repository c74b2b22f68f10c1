import type { DetectionDocs } from "../engine/detection-docs";

export const s3PolicyMadePublicDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0009:T1530"],
  description:
    "A bucket policy with an Allow for everybody was written. Critical without conditions, high where all that narrows it is something that a stranger can send along, such as a referer.",
  misses: [
    "a statement for everybody that names many small networks which together are the internet",
    "a policy that is too large for CloudTrail, of which s3.parameters-withheld tells",
  ],
  falsePositives: ["a website or download bucket that is meant for everybody: suppress it by its name"],
  runbook: [
    "Ask whoever made the change whether the bucket is meant for everybody. If not, put the last policy back, or turn on the bucket's public access block.",
    "Look in the bucket's data events and access logs for who has read from it since.",
    "If nobody knows of the change, revoke the credentials that made it.",
  ],
};
