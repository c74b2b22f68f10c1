import type { CloudTrailEvent } from "./cloudtrail/cloudtrail-event";
import { signedInAs } from "./signed-in-as";

const SSO_ROLE =
  "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef";

function session(sessionContext: unknown, more: object = {}) {
  const record = { userIdentity: { type: "AssumedRole", sessionContext, ...more } };
  return { actor: { sessionName: "alice@example.com" }, record } as unknown as CloudTrailEvent;
}

it.each([
  ["a source identity", { sourceIdentity: "alice" }, "alice (source identity)"],
  [
    "IAM Identity Center",
    { sessionIssuer: { arn: SSO_ROLE } },
    "alice@example.com (IAM Identity Center, permission set Admin)",
  ],
  [
    "IAM Identity Center in us-east-1",
    { sessionIssuer: { arn: SSO_ROLE.replace("eu-central-1/", "") } },
    "alice@example.com (IAM Identity Center, permission set Admin)",
  ],
  [
    "an identity provider",
    { webIdFederationData: { federatedProvider: "accounts.google.com", attributes: {} } },
    "through accounts.google.com",
  ],
  [
    "several",
    { sourceIdentity: "alice", webIdFederationData: { federatedProvider: "accounts.google.com" } },
    "alice (source identity), through accounts.google.com",
  ],
])("tells who is behind a session by %s", (_, context, expected) => {
  expect(signedInAs(session(context))).toBe(expected);
});

it("says on whose behalf an application acts", () => {
  const event = session(
    {},
    { onBehalfOf: { userId: "a11ce", identityStoreArn: "arn:aws:identitystore::111122223333:x" } },
  );
  expect(signedInAs(event)).toBe("user a11ce of IAM Identity Center");
});

it.each([
  [
    "an own role that looks alike",
    { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef" } },
  ],
  ["a role", { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/app" }, webIdFederationData: {} }],
  ["nothing", {}],
  ["no session", undefined],
  ["a text", "session"],
  ["other kinds of values", { sourceIdentity: 7, sessionIssuer: [], webIdFederationData: "x" }],
])("believes no name by %s", (_, context) => {
  expect(signedInAs(session(context))).toBeUndefined();
});
