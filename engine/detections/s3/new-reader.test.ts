import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3NewReader } from "./new-reader";

describeDetection(s3NewReader, {
  matches: [
    ["a read", {}, { severity: "low", dedupKey: `s3.new-reader|arn:aws:iam::${OWNER}:user/alice|sensitive-data` }],
    ["another account's", { userIdentity: IDENTITIES.foreign }, { severity: "medium" }],
  ],
  ignores: [
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["a look at the metadata", { eventName: "HeadObject" }],
    ["a refused read", { errorCode: "AccessDenied" }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
