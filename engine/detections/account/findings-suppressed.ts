import { fieldsOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { graded, type Judge, judgedCalls } from "../facts/judged-calls";

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
const CALLS: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
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
};

/** A finding that no one sees is no finding. */
export const accountFindingsSuppressed = defineDetection({
  id: "account.findings-suppressed",
  title: "Findings were hidden, or will be",
  enabledByDefault: true,
  severity: "low",
  log: "CloudTrail management events",
  purpose: "changes",
  ...judgedCalls(CALLS),
});
