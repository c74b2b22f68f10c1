import { lambdaCredentials, signedHeaders } from "./sign-request";

describe("signedHeaders", () => {
  it("signs a POST as the example of AWS's own test suite does", async () => {
    const headers = await signedHeaders(
      { method: "POST", url: "https://example.amazonaws.com/", body: "" },
      {
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
        service: "service",
        region: "us-east-1",
        now: Date.parse("2015-08-30T12:36:00Z"),
      },
    );
    expect(headers["authorization"]).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
    expect(headers).not.toHaveProperty("host");
  });

  // The example "GET Bucket Lifecycle".
  it("signs a request to S3 as AWS's documentation does", async () => {
    const headers = await signedHeaders(
      { method: "GET", url: "https://examplebucket.s3.amazonaws.com/?lifecycle" },
      {
        credentials: {
          accessKeyId: "AKIAIOSFODNN7EXAMPLE",
          secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        },
        service: "s3",
        region: "us-east-1",
        now: Date.UTC(2013, 4, 24),
      },
    );
    expect(headers).toEqual({
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "x-amz-date": "20130524T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    });
  });

  it("signs the token of a session, and the headers of the request", async () => {
    const headers = await signedHeaders(
      {
        method: "POST",
        url: "https://example.amazonaws.com/",
        headers: { "content-type": "application/json" },
        body: "{}",
      },
      {
        credentials: { accessKeyId: "id", secretAccessKey: "key", sessionToken: "token" },
        service: "securityhub",
        region: "eu-central-1",
        now: 0,
      },
    );
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["x-amz-security-token"]).toBe("token");
    expect(headers["authorization"]).toContain("Credential=id/19700101/eu-central-1/securityhub/aws4_request,");
    expect(headers["authorization"]).toContain("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,");
  });
});

describe("lambdaCredentials", () => {
  it("takes what Lambda puts into the environment", () => {
    const env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_SESSION_TOKEN: "c" };
    expect(lambdaCredentials(env)).toEqual({ accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" });
  });

  it("fails where there is nothing", () => expect(() => lambdaCredentials({})).toThrow(/^no credentials/));
});
