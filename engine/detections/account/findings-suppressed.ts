import { fieldsOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { graded, type Judge, judgeCalls } from "../facts/judged-calls";
import { actorInWords, originInWords } from "../facts/wording";

const low = graded("low");
const medium = graded("medium");
const archives: Judge = ({ action }) => (action === "ARCHIVE" ? "medium" : undefined);

const MACIE: Readonly<Record<string, Judge>> = {
  CreateFindingsFilter: archives,
  UpdateFindingsFilter: archives,
  UpdateMacieSession: ({ findingPublishingFrequency: pace }) => (pace === undefined ? undefined : "low"),
  UpdateClassificationJob: ({ jobStatus }) =>
    jobStatus === "CANCELLED" || jobStatus === "USER_PAUSED" ? "medium" : undefined,
  DeleteCustomDataIdentifier: low,
  CreateAllowList: low,
};

/** By service, then by call. */
const CALLS = judgeCalls({
  macie2: MACIE,
  // Before 2020 Macie was a service of another name, and old logs still hold it.
  macie: MACIE,
  guardduty: { ArchiveFindings: low },
  securityhub: {
    BatchUpdateFindings: ({ Workflow }) => (fieldsOf(Workflow)["Status"] === "SUPPRESSED" ? "medium" : undefined),
    UpdateFindings: medium,
    CreateAutomationRule: low,
    BatchUpdateAutomationRules: low,
    DeleteInsight: low,
    UpdateInsight: low,
  },
  "access-analyzer": {
    CreateArchiveRule: medium,
    UpdateArchiveRule: medium,
    ApplyArchiveRule: medium,
    UpdateFindings: ({ status }) => (status === "ARCHIVED" ? "low" : undefined),
  },
});

/** A finding that nobody sees is no finding. */
export const accountFindingsSuppressed = defineDetection({
  id: "account.findings-suppressed",
  title: "Findings were hidden, or will be",
  status: "test",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562.001"],
  description:
    "Findings of Macie, GuardDuty, Security Hub or Access Analyzer were archived or suppressed, a rule was set that does so from now on, or what they are found by was cut down.",
  misses: ["findings that are marked as resolved", "GuardDuty's own filters (account.guardduty-impaired)"],
  falsePositives: ["everyday triage of findings: suppress those who do it by actor"],
  runbook: [
    "Ask the caller which findings these were and why nobody need see them.",
    "If there is no good answer, take the rule back, reopen the findings and read them: they may tell what was to be hidden.",
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
