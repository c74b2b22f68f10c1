import type { DetectionDocs } from "../engine/detection-docs";

export const accountFindingsServiceDisabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001"],
  description:
    "Macie was disabled or paused, Security Hub was disabled, an analyzer of Access Analyzer was deleted, or an account left the administrator who sees its findings. Less severe: a standard, a control, a product's findings or a member was given up.",
  misses: ["single findings that someone hides (account.findings-suppressed)", "Inspector and Detective"],
  falsePositives: [
    "services given up for their price",
    "controls that do not fit the account, switched off on purpose",
  ],
  runbook: [
    "Ask the caller for the reason. If there is none, switch the service on again.",
    "Look in CloudTrail at what the caller did to buckets, policies and roles since.",
  ],
};
