import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BucketsListed } from "./buckets-listed";

const person = {
  ...IDENTITIES.role,
  sessionContext: {
    sessionIssuer: {
      arn: `arn:aws:iam::${OWNER}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
    },
  },
};

describeDetection(s3BucketsListed, {
  record: { eventName: "ListBuckets", requestParameters: null, managementEvent: true },
  matches: [
    ["a user", {}, { severity: "low" }],
    ["the root user", { userIdentity: IDENTITIES.root }, {}],
    ["a signed-in person", { userIdentity: person }, {}],
    [
      "a federated user",
      { userIdentity: { type: "FederatedUser", arn: `arn:aws:sts::${OWNER}:federated-user/bob` } },
      {},
    ],
  ],
  ignores: [
    ["an application's role", { userIdentity: IDENTITIES.role }],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["a refusal", { errorCode: "AccessDenied" }],
    ["the permission's name, which is no call's", { eventName: "ListAllMyBuckets" }],
    ["another service", { eventSource: "lightsail.amazonaws.com" }],
  ],
});
