import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountTrailImpaired } from "./trail-impaired";

const call = (name: string, request: object, more = {}) => managementCall("cloudtrail", name, { ...request }, more);
const select = (...eventSelectors: object[]) => call("PutEventSelectors", { trailName: "audit", eventSelectors });
const advanced = (...fieldSelectors: object[]) =>
  call("PutEventSelectors", { trailName: "audit", advancedEventSelectors: [{ fieldSelectors }] });
const full = {
  readWriteType: "All",
  includeManagementEvents: true,
  dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
  excludeManagementEventSources: [],
};

describeDetection(accountTrailImpaired, {
  matches: [
    [
      "a trail stopped",
      call("StopLogging", { name: "audit" }),
      {
        severity: "critical",
        summary: "arn:aws:iam::111122223333:user/alice stopped the trail audit from 198.51.100.23",
        dedupKey: "account.trail-impaired|arn:aws:iam::111122223333:user/alice|audit",
      },
    ],
    [
      "a trail deleted, by its ARN",
      call("DeleteTrail", { name: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit" }),
      { severity: "critical", details: { Trail: "audit" } },
    ],
    ["a trail of one region", call("UpdateTrail", { name: "audit", isMultiRegionTrail: false }), { severity: "high" }],
    [
      "a trail without global services",
      call("UpdateTrail", { name: "audit", includeGlobalServiceEvents: "false" }),
      { severity: "high" },
    ],
    [
      "a trail without signatures",
      call("UpdateTrail", { name: "audit", enableLogFileValidation: false, s3BucketName: "elsewhere" }),
      {
        severity: "high",
        summary: expect.stringContaining("weakened the trail audit from 198.51.100.23: its files are no longer signed"),
      },
    ],
    [
      "a trail to another bucket",
      call("UpdateTrail", { name: "audit", s3BucketName: "elsewhere" }),
      { severity: "medium", summary: expect.stringContaining("it logs to bucket elsewhere") },
    ],
    [
      "a trail with another key",
      call("UpdateTrail", { name: "audit", kmsKeyId: "alias/other" }),
      { severity: "medium" },
    ],
    ["a trail without data events", select({ ...full, dataResources: [] }), { severity: "medium" }],
    [
      "a trail without management events",
      select({ ...full, includeManagementEvents: false }),
      { severity: "critical" },
    ],
    ["a trail of reads alone", select({ ...full, readWriteType: "ReadOnly" }), { severity: "critical" }],
    ["a trail of writes alone", select({ ...full, readWriteType: "WriteOnly" }), { severity: "high" }],
    [
      "a trail without KMS",
      select({ ...full, excludeManagementEventSources: ["kms.amazonaws.com"] }),
      { severity: "high", summary: expect.stringContaining("it leaves out kms.amazonaws.com") },
    ],
    [
      "advanced selectors without management events",
      advanced({ field: "eventCategory", equals: ["Data"] }),
      { severity: "critical" },
    ],
    [
      "advanced selectors of management reads alone",
      advanced({ field: "eventCategory", equals: ["Management"] }, { field: "readOnly", equals: ["true"] }),
      { severity: "critical" },
    ],
    [
      "an event data store deleted",
      call("DeleteEventDataStore", { eventDataStore: "arn:aws:cloudtrail:x" }),
      { severity: "high" },
    ],
    ["an event data store stopped", call("StopEventDataStoreIngestion", {}), { details: { Trail: "of unknown name" } }],
  ],
  ignores: [
    ["a trail started", call("StartLogging", { name: "audit" })],
    ["a trail widened", call("UpdateTrail", { name: "audit", isMultiRegionTrail: true })],
    ["selectors for everything", select(full)],
    [
      "selectors of which one logs everything",
      select(full, { readWriteType: "WriteOnly", includeManagementEvents: false }),
    ],
    ["advanced selectors with management events", advanced({ field: "eventCategory", equals: "Management" })],
    ["a record without selectors", call("PutEventSelectors", { trailName: "audit" })],
    ["Palisade's own trail, which has a detection of its own", call("StopLogging", { name: "palisade-trail" })],
    ["a refusal", call("DeleteTrail", { name: "audit" }, { errorCode: "AccessDenied" })],
    ["a trail that is not there", call("DeleteTrail", { name: "audit" }, { errorCode: "TrailNotFoundException" })],
    ["another service's call of that name", managementCall("events", "StopLogging", { name: "audit" })],
  ],
});
