import type { DetectionDocs } from "../engine/detection-docs";

export const iamPasswordPolicyWeakenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1556", "TA0003:T1556"],
  description:
    "The account's password policy was deleted, or replaced by one that takes passwords of fewer than 14 characters or lets old ones come back. The record holds only the new policy, and what an update does not say goes back to IAM's default.",
  misses: ["a policy that got weaker and is still good enough", "the policies of identity providers"],
  falsePositives: ["a first policy that is better than none and still weak"],
  runbook: [
    "Compare the policy with your own standard (`aws iam get-account-password-policy`) and ask the caller for the reason.",
    "If there is none, put the earlier policy back and look what else the caller changed.",
  ],
};
