import { accessLogEvent } from "../../../testing/fixtures/access-log-fixture";
import { cloudTrailEvent, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { isAwsItself } from "./aws-itself";

describe("isAwsItself", () => {
  const by = (userIdentity: unknown) => isAwsItself(cloudTrailEvent({ userIdentity }));
  const role = (path: string) => ({
    ...IDENTITIES.role,
    sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/${path}` } },
  });

  it("is a service or its linked role", () => {
    expect(by(IDENTITIES.service)).toBe(true);
    expect(by(role("aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"))).toBe(true);
  });

  it("is an account of AWS's own, by its number or its canonical id", () => {
    expect(by({ type: "AWSAccount", principalId: "AIDAEXAMPLE", accountId: "054676820928" })).toBe(true);
    expect(by({ type: "AWSAccount", principalId: "AIDAEXAMPLE", accountId: "444455556666" })).toBe(false);
    const id = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";
    expect(isAwsItself(accessLogEvent({ requester: id }))).toBe(true);
    expect(isAwsItself(accessLogEvent({ requester: "b2".repeat(32) }))).toBe(false);
  });

  it("is no one who could choose that name, and no service on someone's behalf", () => {
    expect(by(role("team/aws-service-role"))).toBe(false);
    expect(by({ ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" })).toBe(false);
    expect(by(undefined)).toBe(false);
  });
});
