import { defineDetection } from "../engine/define-detection";
import { graded, type Judge, judgedCalls } from "../facts/judged-calls";

const high = graded("high");
const medium = graded("medium");

/** By service, then by call. */
const CALLS: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  macie2: {
    DisableMacie: high,
    UpdateMacieSession: ({ status }) => (status === "PAUSED" ? "high" : undefined),
    DeleteMember: medium,
    DisassociateMember: medium,
    DisassociateFromMasterAccount: high,
    DisassociateFromAdministratorAccount: high,
    DisableOrganizationAdminAccount: high,
  },
  securityhub: {
    DisableSecurityHub: high,
    DisableSecurityHubV2: high,
    BatchDisableStandards: medium,
    DisableImportFindingsForProduct: medium,
    UpdateStandardsControl: ({ ControlStatus }) => (ControlStatus === "DISABLED" ? "medium" : undefined),
    DeleteMembers: medium,
    DisassociateMembers: medium,
    DisassociateFromMasterAccount: high,
    DisassociateFromAdministratorAccount: high,
    DisableOrganizationAdminAccount: high,
  },
  "access-analyzer": { DeleteAnalyzer: high },
};

/** The services that would report open buckets, silenced. */
export const accountFindingsServiceDisabled = defineDetection({
  id: "account.findings-service-disabled",
  title: "Macie, Security Hub or Access Analyzer was switched off",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  ...judgedCalls(CALLS),
});
