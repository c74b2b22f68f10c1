import { describeDetection } from "../../../testing/test-detection";
import { s3PresignedUrlOutsideAllowlist } from "./presigned-url-outside-allowlist";

const presigned = { additionalEventData: { AuthenticationMethod: "QueryString", SignatureVersion: "SigV4" } };

describeDetection(s3PresignedUrlOutsideAllowlist, {
  record: presigned,
  matches: [
    ["a link that worked", {}, { severity: "medium", summary: expect.stringContaining("was used for GetObject") }],
    [
      "a link that was refused",
      { errorCode: "AccessDenied" },
      { summary: expect.stringContaining("was refused for GetObject") },
    ],
    ["a link for an upload", { eventName: "PutObject" }, {}],
    [
      "a link that copies out of a protected bucket",
      {
        eventName: "CopyObject",
        requestParameters: { bucketName: "elsewhere", key: "a", "x-amz-copy-source": "sensitive-data/a" },
      },
      { summary: expect.stringContaining("was used for CopyObject out of bucket sensitive-data") },
    ],
    ["a link to an observed bucket", { requestParameters: { bucketName: "observed-data" } }, {}],
  ],
  ignores: [
    ["a link used inside", { sourceIPAddress: "203.0.113.9" }],
    ["a signed header", { additionalEventData: { AuthenticationMethod: "AuthHeader" } }],
    ["a record that does not say", { additionalEventData: undefined }],
    ["another error", { errorCode: "NoSuchKey" }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
    [
      "listing where the scope is data",
      { eventName: "ListObjects", requestParameters: { bucketName: "guarded-objects", key: undefined } },
    ],
  ],
});
