import type { DetectionDocs } from "../engine/detection-docs";

export const iamUserCreatedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1136.003"],
  description:
    "A user was created in IAM. Users outlive their creators and may get keys that never expire; most accounts need new ones rarely.",
  misses: ["users of IAM Identity Center, of Transfer Family and of other services that have their own"],
  falsePositives: ["onboarding, and infrastructure code that makes users"],
  runbook: [
    "Ask the creator what the user is for. A role or IAM Identity Center serves most purposes better.",
    "If no one knows, deactivate the user's keys and password and look what else the creator did.",
  ],
};
