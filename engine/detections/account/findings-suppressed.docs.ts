import type { DetectionDocs } from "../engine/detection-docs";

export const accountFindingsSuppressedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0005:T1562.001"],
  description:
    "Findings of Macie, GuardDuty, Security Hub or Access Analyzer were archived or suppressed, a rule was set that does so from now on, or what they are found by was cut down.",
  misses: ["findings that are marked as resolved", "GuardDuty's own filters (account.guardduty-impaired)"],
  falsePositives: ["everyday triage of findings: suppress the actors that do it"],
  runbook: [
    "Ask the caller which findings these were and why they may be hidden.",
    "If there is no good answer, take the rule back, reopen the findings and read them: they may show what was to be hidden.",
  ],
};
