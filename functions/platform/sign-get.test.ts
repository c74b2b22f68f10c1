import { signGet } from "./sign-get";

// The example of AWS's own documentation, "GET Bucket Lifecycle".
it("signs as AWS's documentation says", () => {
  const headers = signGet(new URL("https://examplebucket.s3.amazonaws.com/?lifecycle"), {
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
    region: "us-east-1",
    now: Date.UTC(2013, 4, 24),
  });
  expect(headers).toEqual({
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "x-amz-date": "20130524T000000Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  });
});

it("signs for another service", () => {
  const { authorization } = signGet(new URL("https://scheduler.eu-central-1.amazonaws.com/schedules/palisade-digest"), {
    credentials: { accessKeyId: "id", secretAccessKey: "key" },
    region: "eu-central-1",
    now: 0,
    service: "scheduler",
  });
  expect(authorization).toContain("Credential=id/19700101/eu-central-1/scheduler/aws4_request,");
});

it("signs a role's session token too", () => {
  const headers = signGet(new URL("https://s3.eu-central-1.amazonaws.com/example-data?tagging"), {
    credentials: { accessKeyId: "id", secretAccessKey: "key", sessionToken: "token" },
    region: "eu-central-1",
    now: 0,
  });
  expect(headers["x-amz-security-token"]).toBe("token");
  expect(headers["authorization"]).toContain(
    "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
  );
});
