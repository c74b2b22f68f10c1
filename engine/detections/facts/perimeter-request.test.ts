import { cloudTrailEvent, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { UNKNOWN } from "../../perimeter/decision";
import { perimeterRequest } from "./perimeter-request";

const request = (overrides: Record<string, unknown> = {}) => perimeterRequest(cloudTrailEvent(overrides));

describe("perimeterRequest", () => {
  it("knows everything of a user's request over the internet", () => {
    expect(request()).toEqual({
      sourceIp: "198.51.100.23",
      sourceVpc: undefined,
      sourceVpce: undefined,
      principalArn: `arn:aws:iam::${OWNER}:user/alice`,
      principalIsAwsService: false,
      viaAwsService: false,
      objectLevel: true,
    });
  });

  it("has no source address for a request through an endpoint, and does not know the endpoint's VPC", () => {
    expect(request({ sourceIPAddress: "10.0.0.9", vpcEndpointId: "vpce-1" })).toMatchObject({
      sourceIp: undefined,
      sourceVpc: UNKNOWN,
      sourceVpce: "vpce-1",
    });
    expect(request({ sourceIPAddress: "10.0.0.9" })).toMatchObject({ sourceIp: undefined, sourceVpce: UNKNOWN });
  });

  it("keeps the person's address at the console, whose endpoint is AWS's own", () => {
    expect(request({ vpcEndpointId: "vpce-f40dc59d" })).toMatchObject({
      sourceIp: "198.51.100.23",
      sourceVpc: undefined,
      sourceVpce: "vpce-f40dc59d",
    });
  });

  it("passes on what is no address, so that it is on no list", () => {
    expect(request({ sourceIPAddress: "30.*.0.210" }).sourceIp).toBe("30.*.0.210");
  });

  it.each([["AWS Internal"], [undefined]])("knows no network of %s", (sourceIPAddress) => {
    expect(request({ sourceIPAddress })).toMatchObject({ sourceIp: UNKNOWN, sourceVpc: UNKNOWN, sourceVpce: UNKNOWN });
  });

  it("compares a session's role, and nothing of an anonymous caller", () => {
    expect(request({ userIdentity: IDENTITIES.role }).principalArn).toBe(`arn:aws:iam::${OWNER}:role/team/app`);
    expect(request({ userIdentity: IDENTITIES.anonymous }).principalArn).toBeUndefined();
    expect(request({ userIdentity: IDENTITIES.foreign }).principalArn).toBe(UNKNOWN);
    expect(request({ userIdentity: null }).principalArn).toBe(UNKNOWN);
  });

  it("knows AWS's services", () => {
    const name = "cloudtrail.amazonaws.com";
    expect(request({ userIdentity: { type: "AWSService", invokedBy: name }, sourceIPAddress: name })).toMatchObject({
      principalIsAwsService: true,
      viaAwsService: false,
    });
    expect(request({ userIdentity: null, sourceIPAddress: "AWS Internal" }).principalIsAwsService).toBe(UNKNOWN);
  });

  it.each([
    ["a user, on whose behalf alone it can act", IDENTITIES.user, true],
    ["a role, which may be its own", IDENTITIES.role, UNKNOWN],
    [
      "a service-linked role, with which it acts for itself",
      {
        type: "AssumedRole",
        arn: `arn:aws:sts::${OWNER}:assumed-role/AWSServiceRoleForX/x`,
        sessionContext: {
          sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX` },
        },
      },
      false,
    ],
  ])("judges a service that uses %s", (_, identity, viaAwsService) => {
    expect(request({ userIdentity: { ...identity, invokedBy: "athena.amazonaws.com" } }).viaAwsService).toBe(
      viaAwsService,
    );
  });

  it("takes the console for the person, and AWS's own network for no one known", () => {
    expect(request({ userIdentity: { ...IDENTITIES.user, invokedBy: "signin.amazonaws.com" } }).viaAwsService).toBe(
      false,
    );
    expect(request({ userIdentity: { ...IDENTITIES.user, invokedBy: "AWS Internal" } }).viaAwsService).toBe(UNKNOWN);
    expect(request({ sourceIPAddress: "AWS Internal" }).viaAwsService).toBe(UNKNOWN);
  });

  it("knows calls on objects from calls on the bucket", () => {
    expect(request({ eventName: "DeleteObjects" }).objectLevel).toBe(true);
    expect(request({ eventName: "ListObjects" }).objectLevel).toBe(false);
  });
});
