import { securityHubFindings } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { findingsSecurityHubMinor } from "./security-hub-minor";

const labelled = (Label: string, more = {}) => securityHubFindings({ Severity: { Label }, ...more });

describeDetection(findingsSecurityHubMinor, {
  matches: [
    ["a finding labelled MEDIUM", labelled("MEDIUM"), { severity: "medium" }],
    ["a finding labelled LOW", labelled("LOW"), { severity: "low" }],
    ["a finding labelled INFORMATIONAL", labelled("INFORMATIONAL"), { severity: "informational" }],
  ],
  ignores: [
    ["a finding labelled HIGH", labelled("HIGH")],
    ["a control that is passed", labelled("INFORMATIONAL", { Compliance: { Status: "PASSED" } })],
    ["a suppressed finding", labelled("LOW", { Workflow: { Status: "SUPPRESSED" } })],
    [
      "GuardDuty, which Palisade hears itself",
      labelled("MEDIUM", { ProductArn: "arn:aws:securityhub:eu-central-1::product/aws/guardduty" }),
    ],
  ],
});
