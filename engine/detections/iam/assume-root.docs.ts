import type { DetectionDocs } from "../engine/detection-docs";

export const iamAssumeRootDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0004:T1078.004", "TA0004:T1548.005"],
  description:
    "A principal of the organization's management or delegated account opened a short root session in a member account, as it may for tasks such as deleting a bucket policy that locks everyone out.",
  misses: [
    "sessions opened in an account whose trail Palisade does not receive; the member account sees iam.root-activity",
  ],
  falsePositives: ["central management of root credentials, as rare as the tasks that need it"],
  runbook: [
    "Ask the caller for the task, and compare it with the task's policy that the alert names.",
    "If there was none, revoke the caller's sessions and read what root did in the member account.",
  ],
};
