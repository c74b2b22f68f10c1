import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AnonymousAccess } from "./anonymous-access";

describeDetection(s3AnonymousAccess, {
  record: { userIdentity: IDENTITIES.anonymous },
  matches: [
    ["a read", {}, { severity: "high", dedupKey: "s3.anonymous-access|sensitive-data" }],
    ["a read from within the allowlist", { sourceIPAddress: "203.0.113.9" }, { severity: "high" }],
    [
      "an old record's spelling",
      { userIdentity: { ...IDENTITIES.anonymous, accountId: "ANONYMOUS_PRINCIPAL" } },
      { severity: "high" },
    ],
    ["a listing", { eventName: "ListObjects", requestParameters: { key: undefined } }, { severity: "high" }],
    ["an upload", { eventName: "PutObject", readOnly: false }, { severity: "critical" }],
    ["a deletion", { eventName: "DeleteObject", readOnly: false }, { severity: "critical" }],
  ],
  ignores: [
    ["a caller with credentials", { userIdentity: IDENTITIES.user }],
    ["another account", { userIdentity: IDENTITIES.foreign }],
    ["a refusal", { errorCode: "AccessDenied" }],
    ["a browser's preflight", { eventName: "PreflightRequest" }],
    ["a permission's name, which is no call's", { eventName: "ListBucket" }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
