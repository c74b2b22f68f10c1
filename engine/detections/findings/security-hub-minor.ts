import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { findingKey } from "../facts/finding-key";
import { securityHubVerdict } from "../facts/security-hub-finding";

/** What Security Hub gathers, below high severity. */
export const findingsSecurityHubMinor = defineFindingDetection({
  id: "findings.security-hub-minor",
  title: "Security Hub has a new finding of medium or low severity",
  status: "stable",
  enabledByDefault: false,
  severity: "informational",
  attack: ["TA0001:T1190"],
  description:
    "A finding labelled MEDIUM, LOW or INFORMATIONAL is active in Security Hub, and nobody has taken it in hand yet. Off by default: accounts have hundreds of these, and every check hands them on again.",
  misses: [
    "findings in the format of the new Security Hub, `Findings Imported V2`",
    "findings whose workflow somebody set to NOTIFIED, SUPPRESSED or RESOLVED",
  ],
  falsePositives: ["whatever the enabled standards ask for that the account does not need"],
  runbook: [
    "Open the finding in Security Hub and read its remediation.",
    "Set its workflow to NOTIFIED once somebody works on it, or suppress it there if it is meant to be so.",
  ],
  log: "AWS Security Hub",
  purpose: "findings",
  patterns: () => [
    findings("aws.securityhub", ["Security Hub Findings - Imported"], {
      findings: {
        RecordState: ["ACTIVE"],
        Workflow: { Status: ["NEW"] },
        Severity: { Label: ["MEDIUM", "LOW", "INFORMATIONAL"] },
      },
    }),
  ],
  matches: (event, context) =>
    compareSeverity(event.severity, "high") >= 0 ? undefined : securityHubVerdict(event, context),
  dedupBy: findingKey,
});
