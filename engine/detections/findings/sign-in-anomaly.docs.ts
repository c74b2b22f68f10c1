import type { DetectionDocs } from "../engine/detection-docs";

export const findingsSignInAnomalyDocs: DetectionDocs = {
  status: "experimental",
  attack: ["TA0001:T1078.004"],
  description:
    "AWS Sign-In sends an alert on an anomaly. AWS documents its name and not its content, so the alert says no more than that; experimental and off by default.",
  misses: ["what AWS does not find unusual, which is not documented"],
  falsePositives: ["people who travel, and new devices"],
  runbook: [
    "Look for ConsoleLogin in CloudTrail at the time of the alert, and ask the user whether it was them.",
    "Reset the password and end the sessions of a user who did not sign in.",
  ],
};
