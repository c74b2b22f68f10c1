import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountGuarddutyImpaired } from "./guardduty-impaired";

const call = (name: string, request: object = {}, more = {}) => managementCall("guardduty", name, { ...request }, more);

describeDetection(accountGuarddutyImpaired, {
  matches: [
    [
      "the detector deleted",
      call("DeleteDetector", { detectorId: "1" }),
      {
        severity: "critical",
        summary: "arn:aws:iam::111122223333:user/alice deleted GuardDuty's detector, from 198.51.100.23",
      },
    ],
    ["the detector disabled", call("UpdateDetector", { enable: "false" }), { severity: "critical" }],
    [
      "a protection switched off",
      call("UpdateDetector", {
        features: [
          { name: "S3_DATA_EVENTS", status: "DISABLED" },
          { name: "RDS_LOGIN_EVENTS", status: "ENABLED" },
        ],
      }),
      { severity: "high", summary: expect.stringContaining("protections S3_DATA_EVENTS, from") },
    ],
    [
      "a protection switched off in the older form",
      call("UpdateDetector", { dataSources: { s3Logs: { enable: false } } }),
      { summary: expect.stringContaining("protections s3Logs, from") },
    ],
    [
      "a member's protection switched off",
      call("UpdateMemberDetectors", { features: { status: "DISABLED" } }),
      { summary: expect.stringContaining("protections of unknown name, from") },
    ],
    ["a filter that archives", call("CreateFilter", { action: "ARCHIVE" }), { severity: "high" }],
    ["a filter changed to archive", call("UpdateFilter", { action: "ARCHIVE" })],
    ["a list of trusted addresses", call("CreateIPSet", { activate: true }), { severity: "high" }],
    ["another file for it", call("UpdateIPSet", { location: "s3://lists/trusted.txt" })],
    ["a list of trusted names", call("CreateTrustedEntitySet", { activate: true })],
    ["a list of trusted names changed", call("UpdateTrustedEntitySet", {})],
    ["members deleted", call("DeleteMembers")],
    ["members let go", call("DisassociateMembers")],
    ["members no longer watched", call("StopMonitoringMembers")],
    ["an account that leaves its administrator", call("DisassociateFromAdministratorAccount")],
    ["an account that leaves its administrator, by the older name", call("DisassociateFromMasterAccount")],
    ["an administrator removed", call("DisableOrganizationAdminAccount")],
    ["an export stopped", call("DeletePublishingDestination")],
    ["malware scans stopped", call("DeleteMalwareProtectionPlan")],
  ],
  ignores: [
    ["the detector enabled", call("UpdateDetector", { enable: true })],
    ["another pace of findings", call("UpdateDetector", { findingPublishingFrequency: "SIX_HOURS" })],
    ["a filter that only shows", call("CreateFilter", { action: "NOOP" })],
    ["a list that is not in force", call("CreateIPSet", { activate: false })],
    ["a refusal", call("DeleteDetector", {}, { errorCode: "AccessDenied" })],
    ["a detector that is not there", call("DeleteDetector", {}, { errorCode: "BadRequestException" })],
    ["AWS itself", call("DeleteMembers", {}, { userIdentity: IDENTITIES.service })],
    ["a firewall's list of addresses", managementCall("wafv2", "CreateIPSet", { activate: true })],
    ["another call", call("CreateSampleFindings")],
  ],
});
