import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3LogObjectTampered } from "./log-object-tampered";

const log = { requestParameters: { bucketName: "trail-logs", key: "AWSLogs/111122223333/CloudTrail/a.json.gz" } };

describeDetection(s3LogObjectTampered, {
  record: { ...log, eventName: "DeleteObject", readOnly: false },
  matches: [
    ["a deleted log", {}, { severity: "critical" }],
    ["a deleted batch of logs", { eventName: "DeleteObjects" }, { severity: "critical" }],
    ["an overwritten log", { eventName: "PutObject" }, { severity: "high" }],
    ["a log overwritten by a copy", { eventName: "CopyObject" }, { severity: "high" }],
    [
      "an attempt",
      { errorCode: "AccessDenied" },
      { severity: "high", summary: expect.stringContaining("tried to delete a log file") },
    ],
    [
      "an attempt to write",
      { errorCode: "AccessDenied", eventName: "PutObject" },
      { summary: expect.stringContaining("tried to write a log file") },
    ],
  ],
  ignores: [
    [
      "log delivery",
      {
        eventName: "PutObject",
        userIdentity: { type: "AWSService", invokedBy: "cloudtrail.amazonaws.com" },
        sourceIPAddress: "cloudtrail.amazonaws.com",
      },
    ],
    [
      "log delivery that is refused",
      { eventName: "PutObject", userIdentity: IDENTITIES.service, errorCode: "AccessDenied" },
    ],
    ["a read", { eventName: "GetObject" }],
    ["another bucket", { requestParameters: { bucketName: "sensitive-data" } }],
    ["a record without bucket", { requestParameters: null }],
    ["another service", { eventSource: "example.amazonaws.com" }],
  ],
});
