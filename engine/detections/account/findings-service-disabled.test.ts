import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountFindingsServiceDisabled } from "./findings-service-disabled";

describeDetection(accountFindingsServiceDisabled, {
  matches: [
    [
      "Macie disabled",
      managementCall("macie2", "DisableMacie"),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice called DisableMacie of macie2.amazonaws.com, from 198.51.100.23",
      },
    ],
    ["Macie paused", managementCall("macie2", "UpdateMacieSession", { status: "PAUSED" }), { severity: "high" }],
    [
      "an account that leaves Macie's administrator",
      managementCall("macie2", "DisassociateFromMasterAccount"),
      { severity: "high" },
    ],
    ["Security Hub disabled", managementCall("securityhub", "DisableSecurityHub"), { severity: "high" }],
    ["a standard given up", managementCall("securityhub", "BatchDisableStandards"), { severity: "medium" }],
    [
      "a control switched off",
      managementCall("securityhub", "UpdateStandardsControl", { ControlStatus: "DISABLED" }),
      { severity: "medium" },
    ],
    [
      "an analyzer deleted",
      managementCall("access-analyzer", "DeleteAnalyzer", { analyzerName: "a" }),
      { severity: "high" },
    ],
  ],
  ignores: [
    ["Macie resumed", managementCall("macie2", "UpdateMacieSession", { status: "ENABLED" })],
    ["a control switched on", managementCall("securityhub", "UpdateStandardsControl", { ControlStatus: "ENABLED" })],
    ["a refusal", managementCall("securityhub", "DisableSecurityHub", null, { errorCode: "AccessDeniedException" })],
    ["AWS itself", managementCall("securityhub", "DeleteMembers", {}, { userIdentity: IDENTITIES.service })],
    ["a name that another of the services has", managementCall("access-analyzer", "DeleteMembers")],
    [
      "a service that only sounds alike",
      managementCall("macie2", "DisableMacie", null, { eventSource: "macie2.example.com" }),
    ],
    ["another service", managementCall("guardduty", "DeleteMembers")],
  ],
});
