import type { DetectionDocs } from "../engine/detection-docs";

export const iamMfaRemovedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1556.006", "TA0003:T1556.006", "TA0003:T1098"],
  description:
    "An MFA device was deactivated for a user or for root, or a virtual one deleted, which needs to be deactivated first. Root's is critical.",
  misses: ["devices of IAM Identity Center and of identity providers"],
  falsePositives: [
    "a user who changes to a new phone: look for iam.mfa-device-added, or a deactivation that is followed by another device",
  ],
  runbook: [
    "Ask the user whether the device was theirs to lose.",
    "If it was not, take away the user's password and keys, and give them a new device.",
    "Look for sign-ins of the user since (iam.console-login-without-mfa).",
  ],
};
