import type { DetectionDocs } from "../engine/detection-docs";

export const iamRootActivityDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0004:T1078.004"],
  description:
    "The account's root user made a call of its own, in any service. A successful change is more severe than a read or a refusal, and than a session that the organization's management account opened.",
  misses: ["calls that a service made on root's behalf", "data events of buckets that no trail logs"],
  falsePositives: [
    "the few tasks that only root can do",
    "an account whose daily work is still done as root: give its people users or roles",
  ],
  runbook: [
    "Ask the people who hold root's password or keys whether they did this, and why not with a role.",
    "If no one did, delete root's access keys, change its password and MFA device, and read all its calls in CloudTrail.",
  ],
};
