import type { DetectionDocs } from "../engine/detection-docs";

export const s3ParametersWithheldDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.008"],
  description:
    "A policy of a bucket or an identity was written with a request so large that CloudTrail left its parameters out. Blanks may have made it so: what the policy allows cannot be seen in the log.",
  misses: ["policies that are written through other services, such as KMS or SNS"],
  falsePositives: ["policies that really are nearly as large as they may be"],
  runbook: [
    "Read the policy where it stands: aws s3api get-bucket-policy, or IAM's console.",
    "Judge it as if it had been logged: look for public access, foreign accounts and wildcards.",
    "If it is padded with blanks, treat its author as hiding something.",
  ],
};
