import type { DetectionDocs } from "../engine/detection-docs";

export const iamPolicyAttachedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.003"],
  description:
    "A managed policy was attached that is not one of the most powerful, which iam.admin-policy-attached reports. Off by default: where code deploys roles, this is daily work.",
  misses: ["policies written into the identity itself, which iam.wide-policy-written reads"],
  falsePositives: ["every deployment that makes a role: suppress the deployers by actor"],
  runbook: [
    "Read the policy and ask the caller who needs it.",
    "If no one does, detach it and look what else the caller changed.",
  ],
};
