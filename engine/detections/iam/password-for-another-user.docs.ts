import type { DetectionDocs } from "../engine/detection-docs";

export const iamPasswordForAnotherUserDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.001", "TA0004:T1098.001"],
  description:
    "A console password was created or changed for a user other than the caller. It is more severe where the user need not choose another on the next sign-in: the caller who set it still knows it.",
  misses: ["a password that a thief changes for the user whose credentials were stolen"],
  falsePositives: ["help desks and onboarding, which let users choose another password on their first sign-in"],
  runbook: [
    "Ask the user whether they asked for a new password.",
    "If not, take it away (`aws iam delete-login-profile`) and read the user's sign-ins and calls since.",
    "Look what else the caller changed, and revoke the caller's credentials.",
  ],
};
