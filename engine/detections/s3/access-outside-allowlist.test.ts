import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, detectorSettings, samplePerimeter } from "../../../testing/test-detection";
import { s3AccessOutsideAllowlist } from "./access-outside-allowlist";

const observed = { bucketName: "observed-data" };
const guarded = { bucketName: "guarded-objects" };
const door = { bucketName: "arn:aws:s3:eu-central-1:111122223333:accesspoint/door" };
const behindDoor = (bucket: string) => ({ requestParameters: door, resources: [{ ARN: `arn:aws:s3:::${bucket}` }] });

const copy = (source: string, bucketName = "elsewhere", more = {}) => ({
  eventName: "CopyObject",
  readOnly: false,
  requestParameters: { bucketName, key: "a.csv", "x-amz-copy-source": source },
  ...more,
});

describeDetection(s3AccessOutsideAllowlist, {
  matches: [
    [
      "a read through a hole",
      {},
      { severity: "high", cause: "hole", summary: expect.stringContaining("although the perimeter") },
    ],
    ["a write through a hole", { eventName: "PutObject", readOnly: false }, { severity: "critical", cause: "hole" }],
    [
      "a delete through a hole",
      { eventName: "DeleteObject", readOnly: false },
      { severity: "critical", cause: "hole" },
    ],
    [
      "a read that is only observed",
      { requestParameters: observed },
      { severity: "medium", cause: "observed", summary: expect.stringContaining("would have denied it") },
    ],
    [
      "a delete that is only observed",
      { eventName: "DeleteObjects", readOnly: false, requestParameters: observed },
      { severity: "high", cause: "observed" },
    ],
    ["a read by an access point", behindDoor("sensitive-data"), { cause: "hole", bucket: "sensitive-data" }],
    ["an anonymous caller", { userIdentity: IDENTITIES.anonymous }, { cause: "hole" }],
    ["an object where the scope is data", { requestParameters: guarded }, { cause: "hole" }],
    [
      "listing where the scope is all",
      { eventName: "ListObjects", requestParameters: { key: undefined } },
      { cause: "hole" },
    ],
    [
      "a change of the policy where the scope is all",
      { eventName: "PutBucketPolicy", readOnly: false },
      { severity: "critical" },
    ],
    [
      "an empty error code, which is none",
      { errorCode: undefined, sourceIPAddress: "2001:db8:ffff::1" },
      { cause: "hole" },
    ],
    ["an address that no one can read", { sourceIPAddress: "81.2.69.142, 192.168.10.10" }, { cause: "hole" }],
    [
      "a copy out of a protected bucket, at that bucket",
      copy("/sensitive-data/reports%2Fa.csv"),
      {
        severity: "high",
        cause: "hole",
        bucket: "sensitive-data",
        key: "reports/a.csv",
        event: "GetObject",
        summary: expect.stringContaining("succeeded with CopyObject out of bucket sensitive-data from 198.51.100.23"),
      },
    ],
    [
      "a part copied out of one that only observes",
      { ...copy("observed-data/a.csv"), eventName: "UploadPartCopy" },
      { severity: "medium", bucket: "observed-data" },
    ],
    [
      "a copy within a bucket, once",
      copy("sensitive-data/a.csv", "sensitive-data"),
      { severity: "critical", event: "CopyObject" },
    ],
    [
      "a copy into a protected bucket",
      copy("elsewhere/a.csv", "sensitive-data"),
      { severity: "critical", event: "CopyObject" },
    ],
  ],
  ignores: [
    [
      "a copy out of it from an address on the list",
      copy("sensitive-data/a.csv", "elsewhere", { sourceIPAddress: "203.0.113.9" }),
    ],
    ["a copy out of it that found nothing", copy("sensitive-data/a.csv", "elsewhere", { errorCode: "NoSuchKey" })],
    ["a copy by an access point of which the record does not say whose it is", copy("door-abc-s3alias/a.csv")],
    ["a copy between two other buckets", copy("other/a.csv")],
    ["a read of another bucket by an access point", behindDoor("elsewhere")],
    ["a read by an access point of which the record does not say whose it is", { requestParameters: door }],
    ["an address on the list", { sourceIPAddress: "203.0.113.9" }],
    ["an endpoint on the list", { sourceIPAddress: "10.0.0.9", vpcEndpointId: "vpce-0123456789abcdef0" }],
    ["a VPC endpoint that might be in a VPC that is allowed", { sourceIPAddress: "10.0.0.9" }],
    ["a foreign caller, who may be exempt for all the record says", { userIdentity: IDENTITIES.foreign }],
    ["an AWS service", { userIdentity: IDENTITIES.service, sourceIPAddress: "delivery.logs.amazonaws.com" }],
    ["AWS's own network on someone's behalf", { sourceIPAddress: "AWS Internal" }],
    [
      "a role's session by way of a service, which may be the service's role",
      { userIdentity: { ...IDENTITIES.role, invokedBy: "cloudformation.amazonaws.com" } },
    ],
    ["a refusal", { errorCode: "AccessDenied" }],
    ["another error", { errorCode: "NoSuchKey" }],
    [
      "listing where the scope is data",
      { eventName: "ListObjects", requestParameters: { ...guarded, key: undefined } },
    ],
    ["a bucket outside every perimeter", { requestParameters: { bucketName: "somebody-elses" } }],
    ["a record without bucket", { requestParameters: undefined }],
    ["a record without address", { sourceIPAddress: undefined }],
  ],
});

describeDetection(s3AccessOutsideAllowlist, {
  settings: detectorSettings({
    perimeters: [
      samplePerimeter("sensitive-data", {
        allow: { cidrs: ["203.0.113.0/24"], vpcs: [], vpcEndpoints: [], principals: [], awsServices: false },
      }),
    ],
  }),
  matches: [
    ["a foreign caller where no principal is exempt", { userIdentity: IDENTITIES.foreign }, { cause: "hole" }],
    ["a private address where no VPC is allowed", { sourceIPAddress: "10.0.0.9" }, { cause: "hole" }],
  ],
  ignores: [["an AWS service, even where the perimeter denies services", { userIdentity: IDENTITIES.service }]],
});
