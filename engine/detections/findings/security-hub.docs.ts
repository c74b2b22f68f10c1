import type { DetectionDocs } from "../engine/detection-docs";

export const findingsSecurityHubDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0001:T1190", "TA0009:T1530"],
  description:
    "A finding labelled HIGH or CRITICAL is active in Security Hub, and no one works on it yet: its own controls, Inspector, and other products. Findings that Palisade receives from their own service are left to the detections on that service.",
  misses: [
    "findings labelled MEDIUM, LOW or INFORMATIONAL: see findings.security-hub-minor",
    "findings in the format of the new Security Hub, `Findings Imported V2`",
    "findings whose workflow was set to NOTIFIED, SUPPRESSED or RESOLVED",
    "findings of GuardDuty, Macie, Access Analyzer and Config while Palisade's own detections on them are off",
  ],
  falsePositives: [
    "findings of old, which Security Hub hands on again at every check while their workflow is NEW",
    "controls that the account breaks on purpose: switch them off in Security Hub",
  ],
  runbook: [
    "Open the finding in Security Hub and read its remediation.",
    "Set its workflow to NOTIFIED once someone works on it, which ends the alerts about it.",
    "Suppress it in Security Hub, with a note, if it is meant to be so.",
  ],
};
