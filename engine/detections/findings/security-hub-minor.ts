import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { securityHubVerdict } from "../facts/security-hub-finding";

/** What Security Hub gathers, below high severity. */
export const findingsSecurityHubMinor = defineFindingDetection({
  id: "findings.security-hub-minor",
  title: "Security Hub has a new finding of medium or low severity",
  enabledByDefault: false,
  severity: "informational",
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
