import type { DetectionDocs } from "../engine/detection-docs";

export const findingsSecurityHubMinorDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0001:T1190"],
  description:
    "A finding labelled MEDIUM, LOW or INFORMATIONAL is active in Security Hub, and no one works on it yet. Off by default: accounts have hundreds of these, and every check sends them again.",
  misses: [
    "findings in the format of the new Security Hub, `Findings Imported V2`",
    "findings whose workflow was set to NOTIFIED, SUPPRESSED or RESOLVED",
  ],
  falsePositives: ["whatever the enabled standards ask for that the account does not need"],
  runbook: [
    "Open the finding in Security Hub and read its remediation.",
    "Set its workflow to NOTIFIED once someone works on it, or suppress it there if it is meant to be so.",
  ],
};
