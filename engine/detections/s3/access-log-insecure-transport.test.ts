import { BATCH_DELETE_LINE, LIFECYCLE_LINE } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogInsecureTransport } from "./access-log-insecure-transport";

const PLAIN = { cipherSuite: "-", tlsVersion: "-" };

describeAccessLogDetection(s3AccessLogInsecureTransport, {
  matches: [
    ["plain HTTP", PLAIN, { severity: "medium", details: { Transport: "plain HTTP" } }],
    ["a website endpoint", { ...PLAIN, operation: "WEBSITE.GET.OBJECT", requester: "-" }, { actor: "anonymous" }],
    [
      "TLS 1.1, as it is spelled in either way",
      { tlsVersion: "TLSV1.1" },
      { severity: "low", details: { Transport: "TLSV1.1" } },
    ],
    ["TLS 1.0", { tlsVersion: "TLSv1" }, { severity: "low" }],
  ],
  ignores: [
    ["TLS 1.2", { tlsVersion: "TLSV1.2" }],
    ["TLS 1.3", {}],
    ["plain HTTP that was refused", { ...PLAIN, status: "403", errorCode: "AccessDenied" }],
    ["a line that does not say, but for the cipher", { tlsVersion: "-" }],
    ["an old line without the host", { ...PLAIN, hostHeader: "-" }],
    ["a lifecycle rule", LIFECYCLE_LINE],
    ["an object of a batch deletion", { ...BATCH_DELETE_LINE, ...PLAIN }],
    ["the side of a copy that S3 read itself", { ...PLAIN, operation: "REST.COPY.OBJECT_GET", requestUri: "-" }],
    ["another bucket", { ...PLAIN, bucket: "elsewhere" }],
  ],
});
