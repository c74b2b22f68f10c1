import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ReplicationToStranger } from "./replication-to-stranger";

const rule = (Destination: unknown, more = {}) => ({ Status: "Enabled", Destination, ...more });
const put = (Rule: unknown, overrides = {}) =>
  bucketChange("PutBucketReplication", { replication: "", ReplicationConfiguration: { Role: "r", Rule } }, overrides);
const FOREIGN = { Bucket: "arn:aws:s3:::theirs", Account: "444455556666" };

describeDetection(s3ReplicationToStranger, {
  matches: [
    [
      "a foreign account",
      put(rule(FOREIGN)),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice made bucket sensitive-data replicate to account 444455556666",
        details: { "Foreign account": "444455556666" },
      },
    ],
    [
      "one of many rules with a foreign key",
      put([
        rule({ Bucket: "arn:aws:s3:::trail-logs" }),
        rule({
          Bucket: "arn:aws:s3:::trail-logs",
          EncryptionConfiguration: { ReplicaKmsKeyID: "arn:aws:kms:eu-central-1:444455556666:key/0a" },
        }),
      ]),
      { severity: "high" },
    ],
    [
      "a bucket without account",
      put(rule({ Bucket: "arn:aws:s3:::somewhere" })),
      { severity: "medium", details: { Destination: "arn:aws:s3:::somewhere" } },
    ],
    ["an account that is logged as a number", put(rule({ ...FOREIGN, Account: 444455556666 })), { severity: "high" }],
    ["a redacted account", put(rule({ ...FOREIGN, Account: "XXXXXXXXXXXX" })), { severity: "medium" }],
    ["a destination that is nothing", put(rule("")), { severity: "medium", details: { Destination: "a bucket" } }],
  ],
  ignores: [
    ["the own account", put(rule({ ...FOREIGN, Account: "111122223333" }))],
    ["a trusted account that is logged as a number", put(rule({ ...FOREIGN, Account: 222233334444 }))],
    ["a trusted account", put(rule({ ...FOREIGN, Account: "222233334444" }))],
    ["a protected bucket", put(rule({ Bucket: "arn:aws:s3:::guarded-objects" }))],
    ["a disabled rule", put(rule(FOREIGN, { Status: "Disabled" }))],
    ["a record without rules", bucketChange("PutBucketReplication")],
    ["a refused change", put(rule(FOREIGN), DENIED)],
  ],
});
