import type { DetectionDocs } from "../engine/detection-docs";

export const iamRootConsoleLoginDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0001:T1078.004", "TA0004:T1078.004"],
  description: "The account's root user signed in to the AWS console. Without a second factor it is more severe.",
  misses: [
    "sign-ins that are logged in a region from which no events are forwarded",
    "root sessions that the organization's management account opened (iam.assume-root)",
  ],
  falsePositives: ["the few tasks that only root can do, and drills of the break-glass procedure"],
  runbook: [
    "Ask the people who hold the root password whether one of them signed in just now, and why.",
    "If no one did, change the root password and its MFA device at once, and delete root's access keys.",
    "Look through CloudTrail for what root did since; iam.root-activity names the calls.",
  ],
};
