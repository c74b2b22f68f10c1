import type { DetectionDocs } from "../engine/detection-docs";

export const accountConfigImpairedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001"],
  description:
    "AWS Config's recorder or delivery channel was stopped or deleted, or, less severe, a rule, pack or repair of it. What AWS's own service-linked roles do, as Security Hub with its rules, does not count.",
  misses: [
    "a recorder that is set to record fewer kinds of resources",
    "a rule that is changed until it finds nothing",
  ],
  falsePositives: ["infrastructure code that replaces rules", "AWS Config given up for its price"],
  runbook: [
    "Ask the caller for the reason. If there is none, start the recorder again (`aws configservice start-configuration-recorder`) or put the rule back.",
    "Look what the caller changed while nothing was recorded; CloudTrail has it.",
  ],
};
