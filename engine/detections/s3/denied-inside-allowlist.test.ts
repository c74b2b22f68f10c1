import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3DeniedInsideAllowlist } from "./denied-inside-allowlist";

const inside = { errorCode: "AccessDenied", sourceIPAddress: "203.0.113.9" };

const copied = (errorMessage: string) => ({
  eventName: "CopyObject",
  requestParameters: { bucketName: "elsewhere", "x-amz-copy-source": "sensitive-data/a.csv" },
  errorMessage,
});
const refusedOn = (bucket: string) =>
  `User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${bucket}/a.csv" because no identity-based policy allows the s3:GetObject action`;

describeDetection(s3DeniedInsideAllowlist, {
  matches: [
    ["a colleague without permission", inside, { severity: "low", cause: "other-policy" }],
    [
      "an endpoint on the list",
      { ...inside, sourceIPAddress: "10.0.0.9", vpcEndpointId: "vpce-0123456789abcdef0" },
      {},
    ],
    [
      "listing where the scope is data",
      { ...inside, eventName: "ListObjects", requestParameters: { bucketName: "guarded-objects" } },
      {},
    ],
    [
      "a copy out of the bucket that the error names",
      { ...inside, ...copied(refusedOn("sensitive-data")) },
      {
        bucket: "sensitive-data",
        summary: expect.stringContaining("was refused CopyObject out of bucket sensitive-data"),
      },
    ],
  ],
  ignores: [
    ["a copy of which the record does not say which bucket refused", { ...inside, ...copied("Access Denied") }],
    ["a copy that the other bucket refused", { ...inside, ...copied(refusedOn("elsewhere")) }],
    ["a stranger", { ...inside, sourceIPAddress: "198.51.100.23" }],
    ["a success", { ...inside, errorCode: undefined }],
    ["an AWS service", { ...inside, userIdentity: IDENTITIES.service }],
    [
      "a service on a user's behalf",
      {
        ...inside,
        userIdentity: { ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      },
    ],
    ["a caller of whom no one can say whether it stands inside", { ...inside, sourceIPAddress: undefined }],
    ["a bucket outside every perimeter", { ...inside, requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
