import { FOREIGN, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import { s3CopiedToForeignAccount } from "./copied-to-foreign-account";

const bucket = (name: string, accountId?: string) => ({
  type: "AWS::S3::Bucket",
  ARN: `arn:aws:s3:::${name}`,
  accountId,
});
const object = (arn: string) => ({ type: "AWS::S3::Object", ARN: `arn:aws:s3:::${arn}` });
const to = (account?: string, source = "sensitive-data/reports/2026.csv") => ({
  requestParameters: { bucketName: "mirror", key: "loot.csv", "x-amz-copy-source": source },
  resources: [
    object("mirror/loot.csv"),
    bucket("mirror", account),
    bucket("sensitive-data", OWNER),
    object("sensitive-data/reports/2026.csv"),
  ],
});

describeDetection(s3CopiedToForeignAccount, {
  record: { eventName: "CopyObject", readOnly: false },
  matches: [
    [
      "an object copied to a stranger's bucket, with all that a responder asks for",
      { ...to(FOREIGN), userIdentity: IDENTITIES.role },
      {
        severity: "high",
        bucket: "mirror",
        sourceIp: "198.51.100.23",
        region: "eu-central-1",
        dedupKey: `s3.copied-to-foreign-account|arn:aws:iam::${OWNER}:role/team/app|sensitive-data|mirror`,
        summary: `arn:aws:sts::${OWNER}:assumed-role/app/i-0abc copied sensitive-data/reports/2026.csv to bucket mirror of account ${FOREIGN}, which is not trusted, from 198.51.100.23`,
        details: {
          "Source bucket": "sensitive-data",
          "Source object": "reports/2026.csv",
          "Source account": OWNER,
          "Destination bucket": "mirror",
          "Destination object": "loot.csv",
          "Destination account": FOREIGN,
          Session: "i-0abc",
        },
      },
    ],
    ["a part of a large object", { ...to(FOREIGN), eventName: "UploadPartCopy" }, { severity: "high" }],
    [
      "an encoded source with a slash and a version",
      to(FOREIGN, "/sensitive-data/reports%2F2026.csv?versionId=abc"),
      { details: expect.objectContaining({ "Source object": "reports/2026.csv" }) },
    ],
    [
      "a redacted account, which is unresolved and not fine",
      to(),
      { severity: "medium", details: expect.objectContaining({ "Destination account": "unresolved" }) },
    ],
    [
      "a record without resources and source",
      { requestParameters: { bucketName: "mirror" }, resources: undefined },
      { severity: "medium", summary: expect.stringContaining("an object that was not recorded") },
    ],
    ["a copy from a bucket that is not protected", to(FOREIGN, "anything/a.csv"), { severity: "high" }],
    ["a foreign caller's copy", { ...to(FOREIGN), userIdentity: IDENTITIES.foreign }, { severity: "high" }],
    [
      "a source without key",
      to(FOREIGN, "sensitive-data/"),
      { summary: expect.stringContaining("an object of sensitive-data") },
    ],
  ],
  ignores: [
    ["a copy to a trusted account", to(TRUSTED)],
    ["a copy within the account", to(OWNER)],
    ["a refused copy, which moved nothing", { ...to(FOREIGN), errorCode: "AccessDenied" }],
    ["a copy within one protected bucket", { requestParameters: { "x-amz-copy-source": "sensitive-data/old.csv" } }],
    [
      "public data copied from a stranger's bucket into an own one",
      {
        requestParameters: { bucketName: "mirror", "x-amz-copy-source": "open-data/a.csv" },
        resources: [bucket("open-data", FOREIGN), bucket("mirror", OWNER)],
      },
    ],
    ["an upload", { ...to(FOREIGN), eventName: "PutObject" }],
    ["another service's call of that name", { ...to(FOREIGN), eventSource: "example.amazonaws.com" }],
  ],
});
