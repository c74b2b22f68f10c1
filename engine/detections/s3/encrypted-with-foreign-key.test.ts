import { FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import { s3EncryptedWithForeignKey } from "./encrypted-with-foreign-key";

const header = "x-amz-server-side-encryption-aws-kms-key-id";
const key = (account: string) => `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const withKey = (id: string, more = {}) => ({ requestParameters: { [header]: id, ...more } });

describeDetection(s3EncryptedWithForeignKey, {
  record: { eventName: "PutObject", readOnly: false },
  matches: [
    [
      "a write under a stranger's key",
      withKey(key(FOREIGN)),
      { severity: "high", details: { "Key's account": FOREIGN, "KMS key": key(FOREIGN) } },
    ],
    [
      "the key before or after the other parameters",
      withKey(key(FOREIGN), { "x-amz-server-side-encryption": "aws:kms", "x-amz-acl": "private" }),
      {},
    ],
    ["a stranger's alias", withKey(`arn:aws:kms:eu-central-1:${FOREIGN}:alias/theirs`), {}],
    ["a copy in place", { ...withKey(key(FOREIGN)), eventName: "CopyObject" }, {}],
    ["a multipart upload", { ...withKey(key(FOREIGN)), eventName: "CreateMultipartUpload" }, {}],
    [
      "a key that only S3's answer names, as the bucket's default",
      { responseElements: { [header]: key(FOREIGN) } },
      { details: expect.objectContaining({ "Key's account": FOREIGN }) },
    ],
    [
      "a bare id of which S3's answer says whose it is",
      { ...withKey("1234abcd-12ab-34cd-56ef-1234567890ab"), responseElements: { [header]: key(FOREIGN) } },
      {},
    ],
  ],
  ignores: [
    ["the own account's key", withKey(key(OWNER))],
    ["a trusted account's key", withKey(key(TRUSTED))],
    ["a key by its bare id", withKey("1234abcd-12ab-34cd-56ef-1234567890ab")],
    ["no key", {}],
    ["a key that is no text", { requestParameters: { [header]: [key(FOREIGN)] } }],
    ["a refused write", { ...withKey(key(FOREIGN)), errorCode: "AccessDenied" }],
    ["a bucket that is not protected", withKey(key(FOREIGN), { bucketName: "somebody-elses" })],
    ["a read", { ...withKey(key(FOREIGN)), eventName: "GetObject" }],
  ],
});
