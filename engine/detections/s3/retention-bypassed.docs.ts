import type { DetectionDocs } from "../engine/detection-docs";

export const s3RetentionBypassedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0040:T1490", "TA0040:T1485"],
  description:
    "A call on an object in a protected bucket asked to bypass governance retention, or lifted a legal hold: what was locked can be changed or deleted.",
  misses: ["objects in buckets that are not protected, whose data events are not recorded"],
  falsePositives: [
    "the console, which asks to bypass with every deletion by a principal that is allowed to",
    "legal holds that have come to their end",
  ],
  runbook: [
    "Ask the caller why. If no one knows, revoke the credentials that made it.",
    "Look in the data events for what the same caller deleted, and bring back older versions.",
    "Take s3:BypassGovernanceRetention from every principal that does not need it, or use compliance mode.",
  ],
};
