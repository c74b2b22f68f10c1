import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { graded, judgeCalls } from "../facts/judged-calls";
import { actorInWords, originInWords } from "../facts/wording";

const high = graded("high");
const medium = graded("medium");

/** By service, then by call. */
const CALLS = judgeCalls({
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
});

/** Those who would tell of open buckets, told to be quiet. */
export const accountFindingsServiceDisabled = defineDetection({
  id: "account.findings-service-disabled",
  title: "Macie, Security Hub or Access Analyzer was switched off",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562.001"],
  description:
    "Macie was disabled or paused, Security Hub was disabled, an analyzer of Access Analyzer was deleted, or an account left the administrator who sees its findings. Milder: a standard, a control, a product's findings or a member was given up.",
  misses: ["single findings that somebody hides (account.findings-suppressed)", "Inspector and Detective"],
  falsePositives: [
    "services given up for their price",
    "controls that do not fit the account, switched off on purpose",
  ],
  runbook: [
    "Ask the caller for the reason. If there is none, switch the service on again.",
    "Look in CloudTrail at what the caller did to buckets, policies and roles since.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: CALLS.patterns,
  matches: (event) => {
    const severity = CALLS.severityOf(event);
    if (severity === undefined || isAwsItself(event)) return undefined;
    const { actor, name, service } = event;
    return { severity, summary: `${actorInWords(actor)} called ${name} of ${service}, from ${originInWords(event)}` };
  },
  dedupBy: ({ actor, service, region }) => [actor.id, service, region ?? ""],
});
