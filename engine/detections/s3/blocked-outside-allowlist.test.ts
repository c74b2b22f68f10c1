import { FOREIGN, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BlockedOutsideAllowlist } from "./blocked-outside-allowlist";

const denied = { errorCode: "AccessDenied", errorMessage: "Access Denied" };
const because = (tail: string, action = "s3:GetObject") => ({
  errorCode: "AccessDenied",
  errorMessage: `User: arn:aws:iam::${OWNER}:user/alice is not authorized to perform: ${action} on resource: "arn:aws:s3:::sensitive-data/reports/2026.csv" ${tail}`,
});
const in_ = (bucketName: string, more = {}) => ({ requestParameters: { bucketName, ...more } });
const listing = { eventName: "ListObjects", requestParameters: { bucketName: "guarded-objects", key: undefined } };

const copy = (source: string, bucketName = "elsewhere", more = {}) => ({
  eventName: "CopyObject",
  readOnly: false,
  requestParameters: { bucketName, key: "a.csv", "x-amz-copy-source": source },
  ...more,
});
const OUT = copy("sensitive-data/reports/2026.csv");
const theirs = (message: string) => ({
  ...OUT,
  errorCode: "AccessDenied",
  errorMessage: message.replace("sensitive-data", "elsewhere"),
});
const BY_POLICY = "with an explicit deny in a resource-based policy";

describeDetection(s3BlockedOutsideAllowlist, {
  matches: [
    [
      "a copy out of a protected bucket, not for certain where the record does not say which bucket refused",
      { ...OUT, ...denied },
      {
        severity: "medium",
        cause: "perimeter-likely",
        bucket: "sensitive-data",
        summary: expect.stringContaining(
          "was refused CopyObject out of bucket sensitive-data from 198.51.100.23, very likely",
        ),
      },
    ],
    [
      "one whose error names that bucket, for certain",
      { ...OUT, ...because(BY_POLICY) },
      { cause: "perimeter-certain" },
    ],
    [
      "a copy between two protected buckets at the one that refused it",
      { ...copy("sensitive-data/reports/2026.csv", "guarded-objects"), ...because(BY_POLICY) },
      { cause: "perimeter-certain", bucket: "sensitive-data" },
    ],
    [
      "a copy into a protected bucket, not for certain where the other may have refused",
      {
        ...copy("elsewhere/a.csv", "sensitive-data"),
        errorCode: "AccessDenied",
        errorMessage: `Access Denied ${BY_POLICY}`,
      },
      { cause: "perimeter-likely", bucket: "sensitive-data" },
    ],
    ["a stranger's read", denied, { severity: "medium", cause: "perimeter-likely" }],
    ["a write", { ...denied, eventName: "PutObject", readOnly: false }, { severity: "high" }],
    ["a delete", { ...denied, eventName: "DeleteObjects", readOnly: false }, { severity: "high" }],
    [
      "a denial that names the bucket policy, for certain",
      because("with an explicit deny in a resource-based policy"),
      {
        cause: "perimeter-certain",
        summary: `arn:aws:iam::${OWNER}:user/alice was refused GetObject on bucket sensitive-data from 198.51.100.23, by the perimeter sensitive-data`,
      },
    ],
    [
      "a denial by a service control policy, saying so",
      because(
        "with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-abc",
      ),
      { cause: "other-policy" },
    ],
    [
      "a missing permission",
      because("because no identity-based policy allows the s3:GetObject action"),
      { cause: "other-policy" },
    ],
    [
      "a denial by a key's policy, which is a resource-based policy too",
      because("with an explicit deny in a resource-based policy", "kms:Decrypt"),
      { cause: "other-policy" },
    ],
    ["every spelling of the error", { ...denied, errorCode: "Client.UnauthorizedOperation" }, {}],
    ["an anonymous caller", { ...denied, userIdentity: IDENTITIES.anonymous }, { cause: "perimeter-likely" }],
    [
      "an anonymous caller in an old record",
      { ...denied, userIdentity: { ...IDENTITIES.anonymous, accountId: "ANONYMOUS_PRINCIPAL" } },
      {},
    ],
    [
      "a foreign caller, of whom the record has no ARN that could be compared with the exempt ones",
      { ...denied, userIdentity: IDENTITIES.foreign },
      { cause: "perimeter-likely", summary: expect.stringContaining(`a principal of account ${FOREIGN} was refused`) },
    ],
    ["a role's session", { ...denied, userIdentity: IDENTITIES.role }, {}],
    ["the root user", { ...denied, userIdentity: IDENTITIES.root }, {}],
    ["an IPv6 stranger", { ...denied, sourceIPAddress: "2001:db8:ffff::1" }, {}],
    ["an address that no one can read", { ...denied, sourceIPAddress: "30.*.0.210" }, {}],
    ["octets with leading zeros, which are no address", { ...denied, sourceIPAddress: "203.0.113.07" }, {}],
    ["a service's name without a service", { ...denied, sourceIPAddress: "evil.s3.amazonaws.com" }, {}],
    ["a record without address", { ...denied, sourceIPAddress: undefined }, { cause: "perimeter-likely" }],
    [
      "a private address through an unknown endpoint",
      { ...denied, sourceIPAddress: "10.1.2.3", vpcEndpointId: "vpce-99999999" },
      {},
    ],
    [
      "a person at the console, whose endpoint is AWS's",
      { ...denied, vpcEndpointId: "vpce-f40dc59d", userAgent: "[S3Console/0.4, aws-internal/3]" },
      {},
    ],
    [
      "a call that no list of names knows, where the scope is all",
      { ...denied, eventName: "FrobnicateBucket" },
      { severity: "medium" },
    ],
    [
      "a bucket's settings, where the scope is all",
      { ...denied, eventName: "PutBucketPolicy", ...in_("sensitive-data", { key: undefined }) },
      { severity: "high" },
    ],
    [
      "an observed bucket, which another policy kept closed",
      { ...denied, ...in_("observed-data") },
      { cause: "other-policy" },
    ],
    [
      "listing where the scope is data, which another policy refused",
      { ...denied, ...listing },
      { cause: "other-policy" },
    ],
    ["an object where the scope is data", { ...denied, ...in_("guarded-objects") }, { cause: "perimeter-likely" }],
  ],
  ignores: [
    ["a copy out of it that the other bucket refused", theirs(because(BY_POLICY).errorMessage)],
    [
      "a copy out of it by someone who may stand inside, refused by either",
      { ...OUT, ...denied, userIdentity: IDENTITIES.foreign },
    ],
    ["a copy out of it from inside", { ...OUT, ...denied, sourceIPAddress: "203.0.113.9" }],
    ["an address on the list", { ...denied, sourceIPAddress: "203.0.113.9" }],
    ["the same as IPv4 within IPv6", { ...denied, sourceIPAddress: "::ffff:203.0.113.9" }],
    ["an IPv6 address on the list", { ...denied, sourceIPAddress: "2001:db8:1::9" }],
    ["an endpoint on the list", { ...denied, sourceIPAddress: "10.1.2.3", vpcEndpointId: "vpce-0123456789abcdef0" }],
    [
      "an exempt principal",
      { ...denied, userIdentity: { ...IDENTITIES.user, arn: `arn:aws:iam::${OWNER}:role/break-glass` } },
    ],
    [
      "log delivery that an AWS service was refused",
      {
        ...denied,
        eventName: "PutObject",
        userIdentity: IDENTITIES.service,
        sourceIPAddress: "delivery.logs.amazonaws.com",
      },
    ],
    [
      "a service on a user's behalf",
      {
        ...denied,
        userIdentity: { ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      },
    ],
    [
      "a refusal by a named policy, of a caller of whom no one can say whether it stands inside",
      { ...because("with an explicit deny in an identity-based policy"), sourceIPAddress: "AWS Internal" },
    ],
    ["a success", {}],
    ["another error", { errorCode: "NoSuchKey" }],
    ["a bucket outside every perimeter", { ...denied, ...in_("somebody-elses") }],
    ["a record without bucket", { ...denied, requestParameters: null }],
    ["another service with a parameter of that name", { ...denied, eventSource: "macie2.amazonaws.com" }],
    [
      "a bucket's settings, where the scope is data",
      { ...denied, eventName: "GetBucketPolicy", ...in_("guarded-objects", { key: undefined }) },
    ],
    [
      "a record without identity at AWS's own address",
      { ...denied, userIdentity: { invokedBy: "s3.amazonaws.com" }, sourceIPAddress: "s3.amazonaws.com" },
    ],
  ],
});
