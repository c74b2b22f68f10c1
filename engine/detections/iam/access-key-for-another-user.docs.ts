import type { DetectionDocs } from "../engine/detection-docs";

export const iamAccessKeyForAnotherUserDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.001", "TA0004:T1098.001"],
  description: "An access key was created for a user other than the caller. With it the caller may act as that user.",
  misses: [
    "a key that a thief creates for the user whose credentials were stolen",
    "root's own keys (iam.root-credentials-changed)",
  ],
  falsePositives: ["infrastructure code and administrators that give users their keys: suppress these by actor"],
  runbook: [
    "Ask the caller and the user whether they know of the key.",
    "If one of them does not, deactivate the key (`aws iam update-access-key --status Inactive`) and read what it was used for.",
    "Look what else the caller changed, and revoke the caller's credentials.",
  ],
};
