import { lambdaCredentials, signAwsRequest } from "./sign-aws-request";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const NOW = Date.parse("2015-08-30T12:36:00Z");
const PLACE = { service: "service", region: "us-east-1" };

describe("signAwsRequest", () => {
  it("signs the example of AWS's own test suite as AWS does", () => {
    const { headers } = signAwsRequest(
      { url: "https://example.amazonaws.com/", headers: {}, body: "" },
      KEYS,
      PLACE,
      NOW,
    );
    expect(headers["authorization"]).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
  });

  it("signs a session's token with the rest", () => {
    const request = {
      url: "https://example.amazonaws.com/",
      headers: { "content-type": "application/json" },
      body: "{}",
    };
    const { headers } = signAwsRequest(request, { ...KEYS, sessionToken: "token" }, PLACE, NOW);
    expect(headers["x-amz-security-token"]).toBe("token");
    expect(headers["authorization"]).toContain("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,");
  });
});

describe("lambdaCredentials", () => {
  it("takes what Lambda puts into the environment", () => {
    const env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_SESSION_TOKEN: "c" };
    expect(lambdaCredentials(env)).toEqual({ accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" });
  });

  it("fails where there is nothing", () => expect(() => lambdaCredentials({})).toThrow(/no AWS credentials/));
});
