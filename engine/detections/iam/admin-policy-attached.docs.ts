import type { DetectionDocs } from "../engine/detection-docs";

export const iamAdminPolicyAttachedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.003", "TA0004:T1098.003"],
  description:
    "One of AWS's most powerful policies was attached to a user, role or group: AdministratorAccess or IAMFullAccess, or, less severe, PowerUserAccess or AmazonS3FullAccess.",
  misses: [
    "policies of your own, however wide: iam.wide-policy-written sees them when they are written",
    "a user who joins a group of administrators",
  ],
  falsePositives: ["the set-up of an account or a deployment role: suppress these by actor"],
  runbook: [
    "Ask the caller who needs these rights and for how long.",
    "If no one does, detach the policy (`aws iam detach-role-policy`, or the same for users and groups) and end the holder's sessions.",
    "Look what the holder did since, and what else the caller changed.",
  ],
};
