import type { DetectionDocs } from "../engine/detection-docs";

export const iamPolicyVersionSwitchedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0004:T1548", "TA0003:T1098.003"],
  description:
    "Another version of a managed policy was put in force. The record does not say what it allows; a version that was written long ago may allow more than today's.",
  misses: ["what the version allows"],
  falsePositives: ["a change of a policy that is taken back"],
  runbook: [
    "Compare the versions (`aws iam get-policy-version`).",
    "If the new one allows more and no one asked for it, switch back, delete the wide version, and look what the policy's holders did since.",
  ],
};
