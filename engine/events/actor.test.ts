import { FOREIGN, IDENTITIES, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { describeActor } from "./actor";

const describe_ = (identity: unknown, errorMessage?: string) =>
  describeActor(identity, { account: OWNER, errorMessage });

describe("describeActor", () => {
  it("names a user by its ARN", () => {
    expect(describe_(IDENTITIES.user)).toEqual({
      kind: "user",
      id: `arn:aws:iam::${OWNER}:user/alice`,
      arn: `arn:aws:iam::${OWNER}:user/alice`,
      principalArn: `arn:aws:iam::${OWNER}:user/alice`,
      account: OWNER,
      sessionName: undefined,
      mfa: undefined,
      invokedBy: undefined,
    });
  });

  it("names a session by its role, path included, so that a new session is the same actor", () => {
    expect(describe_(IDENTITIES.role)).toMatchObject({
      kind: "role",
      id: `arn:aws:iam::${OWNER}:role/team/app`,
      principalArn: `arn:aws:iam::${OWNER}:role/team/app`,
      sessionName: "i-0abc",
      mfa: false,
    });
  });

  it("does not guess the ARN of a role whose issuer is missing", () => {
    const { sessionContext: _, ...identity } = IDENTITIES.role;
    expect(describe_(identity)).toMatchObject({
      id: `arn:aws:sts::${OWNER}:assumed-role/app`,
      principalArn: undefined,
      sessionName: "i-0abc",
    });
    expect(describe_({ type: "AssumedRole", principalId: "AROAEXAMPLEAPP:i-0abc" })).toMatchObject({
      id: "AROAEXAMPLEAPP",
      sessionName: "i-0abc",
    });
  });

  it.each([["anonymous"], ["ANONYMOUS_PRINCIPAL"]])("knows the anonymous caller by the account %s", (accountId) => {
    expect(describe_({ type: "AWSAccount", principalId: "", accountId })).toMatchObject({
      kind: "anonymous",
      id: "anonymous",
      account: undefined,
      principalArn: undefined,
    });
  });

  it("names a foreign caller by its account", () => {
    expect(describe_(IDENTITIES.foreign)).toMatchObject({
      kind: "foreign-account",
      id: `account:${FOREIGN}`,
      arn: undefined,
      principalArn: undefined,
      sessionName: "mallory",
    });
  });

  it("finds a foreign caller's ARN in the error message", () => {
    const message = (arn: string) =>
      `User: ${arn} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k"`;
    const user = `arn:aws:iam::${FOREIGN}:user/mallory`;
    expect(describe_(IDENTITIES.foreign, message(user))).toMatchObject({ arn: user, principalArn: user });
    const session = `arn:aws:sts::${FOREIGN}:assumed-role/app/mallory`;
    expect(describe_(IDENTITIES.foreign, message(session))).toMatchObject({ arn: session, principalArn: undefined });
    expect(describe_(IDENTITIES.foreign, message(`arn:aws:iam::${OWNER}:user/alice`)).arn).toBeUndefined();
  });

  it("takes an account's own call without further details for no one known", () => {
    expect(describe_({ type: "AWSAccount", accountId: OWNER })).toMatchObject({
      kind: "unknown",
      id: `account:${OWNER}`,
    });
  });

  it("knows AWS's services with and without a type", () => {
    const id = "delivery.logs.amazonaws.com";
    expect(describe_(IDENTITIES.service)).toMatchObject({ kind: "service", id });
    expect(describe_({ accountId: OWNER, invokedBy: id })).toMatchObject({ kind: "service", id });
    expect(describe_({ type: "AWSService" })).toMatchObject({ kind: "service", id: "service" });
  });

  it("keeps the service that acts for a principal", () => {
    expect(describe_({ ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" })).toMatchObject({
      kind: "user",
      invokedBy: "athena.amazonaws.com",
    });
  });

  it.each([[undefined], [null], ["text"], [7], [[]], [{}], [{ type: "CustomUserIdentity" }], [{ type: 1, arn: {} }]])(
    "says unknown of %j",
    (identity) => {
      expect(describe_(identity)).toMatchObject({ kind: "unknown", id: "unknown", arn: undefined });
    },
  );
});
