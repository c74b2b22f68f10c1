import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BulkDownload } from "./bulk-download";

const person = {
  ...IDENTITIES.role,
  arn: `arn:aws:sts::${OWNER}:assumed-role/AWSReservedSSO_Analyst_0123456789abcdef/bob`,
  sessionContext: {
    sessionIssuer: {
      arn: `arn:aws:iam::${OWNER}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Analyst_0123456789abcdef`,
    },
  },
};
const scanner = {
  ...IDENTITIES.role,
  sessionContext: {
    sessionIssuer: {
      arn: `arn:aws:iam::${OWNER}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
    },
  },
};

describeDetection(s3BulkDownload, {
  record: { additionalEventData: { bytesTransferredOut: 2_000_000.5 } },
  matches: [
    [
      "a user's download",
      {},
      { severity: "high", dedupKey: `s3.bulk-download|arn:aws:iam::${OWNER}:user/alice|sensitive-data|198.51.100.23` },
    ],
    ["an application's", { userIdentity: IDENTITIES.role }, { severity: "medium" }],
    ["a signed-in person's", { userIdentity: person }, { severity: "high" }],
    ["a stranger's", { userIdentity: IDENTITIES.foreign }, { severity: "high" }],
    ["a query's answer", { eventName: "SelectObjectContent" }, {}],
  ],
  ignores: [
    ["a download of nothing", { additionalEventData: { bytesTransferredOut: 0 } }],
    ["a record without bytes", { additionalEventData: undefined }],
    ["a look at the metadata", { eventName: "HeadObject" }],
    ["a refused download", { errorCode: "AccessDenied" }],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["a service-linked role", { userIdentity: scanner }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
