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
  enabledByDefault: true,
  severity: "low",
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
