import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountFindingsSuppressed } from "./findings-suppressed";

const hub = (name: string, request: object = {}, more = {}) =>
  managementCall("securityhub", name, { ...request }, more);
const macie = (name: string, request: object = {}) => managementCall("macie2", name, { ...request });
const analyzer = (name: string, request: object = {}) => managementCall("access-analyzer", name, { ...request });

describeDetection(accountFindingsSuppressed, {
  matches: [
    [
      "a suppressed finding",
      hub("BatchUpdateFindings", { Workflow: { Status: "SUPPRESSED" } }),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice called BatchUpdateFindings of securityhub.amazonaws.com, from 198.51.100.23",
      },
    ],
    ["findings updated in the older way", hub("UpdateFindings"), { severity: "medium" }],
    ["an insight deleted", hub("DeleteInsight"), { severity: "low" }],
    ["an automation rule", hub("CreateAutomationRule"), { severity: "low" }],
    ["a filter of Macie's that archives", macie("CreateFindingsFilter", { action: "ARCHIVE" }), { severity: "medium" }],
    [
      "a slower pace of Macie's",
      macie("UpdateMacieSession", { findingPublishingFrequency: "SIX_HOURS" }),
      { severity: "low" },
    ],
    [
      "a slower pace of the Macie of old",
      managementCall("macie", "UpdateMacieSession", { findingPublishingFrequency: "SIX_HOURS" }),
      { severity: "low" },
    ],
    [
      "a job of Macie's cancelled",
      macie("UpdateClassificationJob", { jobStatus: "CANCELLED" }),
      { severity: "medium" },
    ],
    ["a job of Macie's paused", macie("UpdateClassificationJob", { jobStatus: "USER_PAUSED" }), { severity: "medium" }],
    ["an identifier of Macie's deleted", macie("DeleteCustomDataIdentifier"), { severity: "low" }],
    ["a finding of GuardDuty's archived", managementCall("guardduty", "ArchiveFindings"), { severity: "low" }],
    ["a rule of Access Analyzer's that archives", analyzer("CreateArchiveRule"), { severity: "medium" }],
    [
      "a finding of Access Analyzer's archived",
      analyzer("UpdateFindings", { status: "ARCHIVED" }),
      { severity: "low" },
    ],
  ],
  ignores: [
    ["a finding that someone works on", hub("BatchUpdateFindings", { Workflow: { Status: "NOTIFIED" } })],
    ["a finding that gets a note", hub("BatchUpdateFindings", { Note: { Text: "seen" } })],
    ["an insight made", hub("CreateInsight")],
    ["a filter that only shows", macie("CreateFindingsFilter", { action: "NOOP" })],
    ["Macie resumed", macie("UpdateMacieSession", { status: "ENABLED" })],
    ["a job of Macie's resumed", macie("UpdateClassificationJob", { jobStatus: "RUNNING" })],
    ["a finding of Access Analyzer's reopened", analyzer("UpdateFindings", { status: "ACTIVE" })],
    [
      "AWS itself",
      hub("BatchUpdateFindings", { Workflow: { Status: "SUPPRESSED" } }, { userIdentity: IDENTITIES.service }),
    ],
    ["a refusal", hub("UpdateFindings", {}, { errorCode: "AccessDeniedException" })],
  ],
});
