import type { DetectionDocs } from "../engine/detection-docs";

export const iamRootLoginFailuresDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1110"],
  description: "Several attempts to sign in to the console as root failed within a quarter of an hour.",
  misses: [
    "guesses spread thinner than the threshold, which palisade.yaml can lower",
    "failures that are logged in a region from which no events are forwarded",
  ],
  falsePositives: ["a colleague who forgot the password, or whose MFA device is out of sync"],
  runbook: [
    "Ask the people who hold the root password whether one of them tried. If so, help them and close this.",
    "If no one did, check that root has an MFA device and that the mailbox of the account is safe: a password reset goes there.",
    "Watch for iam.root-console-login from the same address.",
  ],
};
