import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { securityHubVerdict } from "../facts/security-hub-finding";

/** What Security Hub gathers, from high severity on. */
export const findingsSecurityHub = defineFindingDetection({
  id: "findings.security-hub",
  title: "Security Hub has a new finding of high severity",
  enabledByDefault: true,
  severity: "high",
  log: "AWS Security Hub",
  purpose: "findings",
  patterns: () => [
    findings("aws.securityhub", ["Security Hub Findings - Imported"], {
      findings: {
        RecordState: ["ACTIVE"],
        Workflow: { Status: ["NEW"] },
        Severity: { Label: ["HIGH", "CRITICAL"] },
      },
    }),
  ],
  matches: (event, context) =>
    compareSeverity(event.severity, "high") < 0 ? undefined : securityHubVerdict(event, context),
  dedupBy: findingKey,
});
