import { cloudTrailEvent, IDENTITIES, OWNER } from "../events/cloudtrail-fixture";
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

  it("is nobody who could choose that name, and no service on somebody's behalf", () => {
    expect(by(role("team/aws-service-role"))).toBe(false);
    expect(by({ ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" })).toBe(false);
    expect(by(undefined)).toBe(false);
  });
});
