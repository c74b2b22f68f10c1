import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, detectorSettings } from "../../../testing/test-detection";
import { s3DecoyTouched } from "./decoy-touched";

const deployer = {
  ...IDENTITIES.role,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/deployer` } },
};
const decoy = { requestParameters: { key: "decoy/passwords.xlsx" } };
const bucket = { requestParameters: { bucketName: "decoy-bucket", key: undefined } };

describeDetection(s3DecoyTouched, {
  matches: [
    [
      "a read of a decoy object",
      decoy,
      { severity: "high", details: { Decoy: "sensitive-data/decoy/passwords.xlsx" } },
    ],
    [
      "a refused read, which says as much",
      { ...decoy, errorCode: "AccessDenied" },
      { summary: expect.stringContaining("tried to touch") },
    ],
    ["a listing of a decoy bucket", { ...bucket, eventName: "ListObjects" }, { details: { Decoy: "decoy-bucket" } }],
    [
      "a listing of a decoy prefix",
      { eventName: "ListObjects", requestParameters: { key: undefined, prefix: "decoy/" } },
      {},
    ],
    ["a change of a decoy bucket's settings", { ...bucket, eventName: "PutBucketPolicy" }, {}],
    ["its removal", { ...bucket, eventName: "DeleteBucket" }, {}],
    [
      "a decoy copied elsewhere",
      {
        eventName: "CopyObject",
        requestParameters: { bucketName: "mirror", "x-amz-copy-source": "/sensitive-data/decoy%2Fpasswords.xlsx" },
      },
      { details: { Decoy: "sensitive-data/decoy/passwords.xlsx" } },
    ],
    ["a stranger", { ...decoy, userIdentity: IDENTITIES.anonymous }, {}],
  ],
  ignores: [
    ["another object in the same bucket", {}],
    ["a bucket that only begins alike", { requestParameters: { bucketName: "decoy-bucket-2" } }],
    ["a read of a decoy bucket's settings", { ...bucket, eventName: "GetBucketAcl" }],
    ["those that deploy the decoys", { ...decoy, userIdentity: deployer }],
    ["an AWS service", { ...decoy, userIdentity: IDENTITIES.service }],
    [
      "a copy of something else",
      {
        eventName: "CopyObject",
        requestParameters: { bucketName: "mirror", "x-amz-copy-source": "sensitive-data/reports/a.csv" },
      },
    ],
    ["another service", { ...decoy, eventSource: "athena.amazonaws.com" }],
  ],
});

it("listens to nothing where there are no decoys", () => {
  expect(s3DecoyTouched.patterns(detectorSettings({ decoys: [] }))).toEqual([]);
});
