import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogFailedAuthentication } from "./access-log-failed-authentication";

describeAccessLogDetection(s3AccessLogFailedAuthentication, {
  line: { requester: "-", status: "403" },
  matches: [
    [
      "a wrong signature",
      { errorCode: "SignatureDoesNotMatch" },
      {
        severity: "medium",
        details: { Error: "SignatureDoesNotMatch" },
        dedupKey: "s3.access-log-failed-authentication|sensitive-data|198.51.100.23",
      },
    ],
    ["an unknown key", { errorCode: "InvalidAccessKeyId" }],
    ["an expired token, which is a bad request", { errorCode: "ExpiredToken", status: "400" }],
    ["a refusal without any credentials, or with an expired link", { errorCode: "AccessDenied" }],
    ["a line without an address", { errorCode: "InvalidAccessKeyId", remoteIp: "-" }],
  ],
  ignores: [
    [
      "a refusal of someone whom S3 knows",
      { errorCode: "AccessDenied", requester: "arn:aws:iam::111122223333:user/alice" },
    ],
    ["an answer without credentials", { status: "200" }],
    ["an object that is not there", { errorCode: "NoSuchKey", status: "404" }],
    ["a browser's preflight request", { operation: "REST.OPTIONS.PREFLIGHT", errorCode: "AccessDenied" }],
    ["another bucket", { errorCode: "InvalidAccessKeyId", bucket: "elsewhere" }],
  ],
});
