import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3OutdatedTls } from "./outdated-tls";

const tls = (tlsVersion: unknown, more = {}) => ({ tlsDetails: { tlsVersion }, ...more });

describeDetection(s3OutdatedTls, {
  matches: [
    ["TLS 1.0, as CloudTrail writes it", tls("TLSv1"), { severity: "low", details: { TLS: "TLSv1" } }],
    ["TLS 1.0, as others write it", tls("TLSv1.0"), {}],
    ["TLS 1.1", tls("TLSv1.1"), {}],
  ],
  ignores: [
    ["TLS 1.2", tls("TLSv1.2")],
    ["TLS 1.3", tls("TLSv1.3")],
    ["a version that is no text", tls(1)],
    ["a record that does not say", {}],
    ["a refused request", tls("TLSv1", { errorCode: "AccessDenied" })],
    ["an AWS service", tls("TLSv1", { userIdentity: IDENTITIES.service })],
    ["a bucket that is not protected", tls("TLSv1", { requestParameters: { bucketName: "somebody-elses" } })],
  ],
});
