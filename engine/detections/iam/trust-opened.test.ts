import { FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import { iamTrustOpened } from "./trust-opened";

const root = (account: string) => `arn:aws:iam::${account}:root`;
const policy = (...statements: object[]) =>
  JSON.stringify({ Statement: statements.map((one) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...one })) });
const update = (policyDocument: unknown, more = {}) =>
  managementCall("iam", "UpdateAssumeRolePolicy", { roleName: "app", policyDocument }, more);
const to = (Principal: unknown, Condition?: object) => update(policy({ Principal, Condition }));
const severity = (one: string) => ({ severity: one as "high" });

describeDetection(iamTrustOpened, {
  matches: [
    [
      "a foreign account beside a service",
      update(policy({ Principal: { Service: "ec2.amazonaws.com" } }, { Principal: { AWS: root(FOREIGN) } })),
      {
        severity: "high",
        summary: `arn:aws:iam::111122223333:user/alice lets ${root(FOREIGN)} assume the role app, from 198.51.100.23`,
      },
    ],
    [
      "a foreign account by its bare id, among own ones",
      to({ AWS: [OWNER, FOREIGN] }),
      { details: { Role: "app", "Lets in": FOREIGN } },
    ],
    [
      "a new role, percent-encoded",
      managementCall("iam", "CreateRole", {
        roleName: "app",
        assumeRolePolicyDocument: encodeURIComponent(policy({ Principal: { AWS: FOREIGN } })),
      }),
      severity("high"),
    ],
    [
      "a foreign account behind an external id",
      to({ AWS: FOREIGN }, { StringEquals: { "sts:ExternalId": "1" } }),
      severity("high"),
    ],
    [
      "everyone",
      to("*"),
      { severity: "critical", details: { Role: "app", "Lets in": "everybody in every AWS account" } },
    ],
    [
      "everyone who knows an external id",
      to({ AWS: "*" }, { StringEquals: { "sts:ExternalId": "1" } }),
      { severity: "high", summary: expect.stringContaining("everybody who meets conditions on sts:ExternalId") },
    ],
    ["everyone beside a foreign account", to({ AWS: [FOREIGN, "*"] }), severity("critical")],
    [
      "a foreign account's identity provider",
      to({ Federated: `arn:aws:iam::${FOREIGN}:saml-provider/idp` }),
      severity("high"),
    ],
    ["every user of a public provider", to({ Federated: "cognito-identity.amazonaws.com" }), severity("high")],
    ["a redacted account", to({ AWS: "arn:aws:iam::XXXXXXXXXXXX:root" }), severity("medium")],
    ["a canonical user", to({ CanonicalUser: "79a59df9" }), severity("medium")],
    ["a policy that cannot be read", update("{"), severity("medium")],
  ],
  ignores: [
    ["the own account", to({ AWS: root(OWNER) })],
    ["a trusted account", to({ AWS: root(TRUSTED) })],
    ["the account that the record is of", { ...to({ AWS: root("999988887777") }), recipientAccountId: "999988887777" }],
    ["a service", to({ Service: "ec2.amazonaws.com" })],
    ["the own organization", to("*", { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } })],
    ["an own SAML provider", to({ Federated: `arn:aws:iam::${OWNER}:saml-provider/idp` })],
    [
      "a public provider's users under a condition",
      to(
        { Federated: "cognito-identity.amazonaws.com" },
        { StringEquals: { "cognito-identity.amazonaws.com:aud": "1" } },
      ),
    ],
    ["a Deny", update(policy({ Effect: "Deny", Principal: "*" }))],
    ["a record without the policy", update(undefined)],
    ["a refusal", update(policy({ Principal: "*" }), { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "PutRolePolicy", { policyDocument: policy({ Principal: "*" }) })],
  ],
});
