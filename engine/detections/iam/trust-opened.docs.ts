import type { DetectionDocs } from "../engine/detection-docs";

export const iamTrustOpenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098", "TA0004:T1098"],
  description:
    "A role was created or changed so that an account that palisade.yaml does not trust, every user of an identity provider, or everyone may assume it. Everyone without any condition is critical.",
  misses: [
    "conditions that look strict and are not: an external id stops no one who knows it",
    "an own identity provider's users under a condition that is too wide",
    "who assumes the role later",
  ],
  falsePositives: ["vendors and partners: list their accounts under trusted accounts in palisade.yaml"],
  runbook: [
    "Ask the caller whom the role is for. If it is a partner, list the account in palisade.yaml.",
    "If no one knows, take the principal out of the role's trust policy and revoke the role's active sessions in the IAM console.",
    "Look in CloudTrail for AssumeRole of this role, and for what its sessions did.",
  ],
};
