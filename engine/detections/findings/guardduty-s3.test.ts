import { guardDutyFinding, inApiForm, S3_FINDING } from "../../../testing/fixtures/finding-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { findingsGuarddutyS3 } from "./guardduty-s3";

const s3 = (overrides = {}) => guardDutyFinding({ ...S3_FINDING, ...overrides });
const wrapped = s3();

describeDetection(findingsGuarddutyS3, {
  matches: [
    [
      "a bucket that was made public",
      s3(),
      {
        severity: "high",
        bucket: "sensitive-data",
        resource: "arn:aws:s3:::sensitive-data",
        sourceIp: "198.51.100.24",
        account: "111122223333",
        dedupKey: "findings.guardduty-s3|111122223333|eu-central-1|c1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
        summary:
          "GuardDuty reports Policy:S3/BucketAnonymousAccessGranted on bucket sensitive-data: Amazon S3 bucket sensitive-data was made public",
        details: expect.objectContaining({ "GuardDuty's severity": "8", Count: "1", Call: "PutBucketPolicy" }),
      },
    ],
    [
      "access logs that were switched off, which GuardDuty finds mild",
      s3({ type: "Stealth:S3/ServerAccessLoggingDisabled", severity: 2 }),
      { severity: "low" },
    ],
    ["a request from Tor", s3({ type: "Discovery:S3/TorIPCaller", severity: 5 }), { severity: "medium" }],
    ["objects that are carried off", s3({ type: "Exfiltration:S3/AnomalousBehavior" }), {}],
    ["objects that are deleted", s3({ type: "Impact:S3/AnomalousBehavior.Delete" }), {}],
    ["strangers' addresses", s3({ type: "UnauthorizedAccess:S3/MaliciousIPCaller.Custom" }), {}],
    ["a penetration test", s3({ type: "PenTest:S3/KaliLinux", severity: 5 }), {}],
    [
      "an attack in several steps, which names its bucket elsewhere",
      s3({
        type: "AttackSequence:S3/CompromisedData",
        severity: 9.0,
        resource: { resourceType: "AttackSequence" },
        service: {
          detection: {
            sequence: {
              resources: [
                { resourceType: "ACCESS_KEY", name: "alice" },
                { resourceType: "S3_BUCKET", name: "sensitive-data" },
              ],
            },
          },
        },
      }),
      { severity: "critical", bucket: "sensitive-data" },
    ],
    ["the API's way of writing inside an envelope", { ...wrapped, detail: inApiForm(wrapped["detail"]) }, {}],
    ["a finding as the API hands it out", inApiForm(wrapped["detail"]) as Fields, { severity: "high" }],
    [
      "an update of a severity that rose, as the same incident",
      s3({ severity: 9.1 }),
      { severity: "critical", dedupKey: expect.stringContaining("c1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6") },
    ],
    [
      "a malicious object in a member account, whose scan results are reported there",
      s3({ type: "Object:S3/MaliciousFile", accountId: TRUSTED }),
      { account: TRUSTED },
    ],
  ],
  ignores: [
    ["a threat to an instance", guardDutyFinding({ severity: 8 })],
    ["a malicious object of its own account, whose scan result alerts", s3({ type: "Object:S3/MaliciousFile" })],
    ["an archived finding", s3({ service: { archived: true } })],
    ["an archived finding of the API", inApiForm(s3({ service: { archived: true } })["detail"]) as Fields],
    ["a sample", s3({ service: { archived: false, additionalInfo: { sample: true } } })],
    ["the same from someone else's bus", { ...wrapped, source: "com.example" }],
    ["a request to S3 that CloudTrail logged", { eventName: "GetObject", eventSource: "s3.amazonaws.com" }],
  ],
});
