import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3CustomerKeysAllowed } from "./customer-keys-allowed";

const put = (BlockedEncryptionTypes: unknown, overrides = {}) =>
  bucketChange(
    "PutBucketEncryption",
    {
      ServerSideEncryptionConfiguration: {
        Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BlockedEncryptionTypes }],
      },
    },
    overrides,
  );

describeDetection(s3CustomerKeysAllowed, {
  matches: [
    [
      "NONE",
      put({ EncryptionType: "NONE" }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice let bucket sensitive-data accept customer-provided keys",
      },
    ],
    ["a list without SSE-C", put({ EncryptionType: ["NONE"] }), {}],
    ["an empty list", put({}), {}],
    ["an empty element", put(""), {}],
  ],
  ignores: [
    ["SSE-C that is blocked", put({ EncryptionType: "SSE-C" })],
    ["SSE-C in a list", put({ EncryptionType: ["SSE-C"] })],
    ["a configuration that says nothing of it", put(undefined)],
    ["a refused change", put({ EncryptionType: "NONE" }, DENIED)],
  ],
});
