import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BucketPostureSweep } from "./bucket-posture-sweep";

describeDetection(s3BucketPostureSweep, {
  record: { eventName: "GetBucketAcl", requestParameters: { bucketName: "anything", key: undefined } },
  matches: [
    [
      "a look at a bucket's ACL",
      {},
      { severity: "low", dedupKey: `s3.bucket-posture-sweep|arn:aws:iam::${OWNER}:user/alice|198.51.100.23` },
    ],
    ["a bucket without policy", { eventName: "GetBucketPolicy", errorCode: "NoSuchBucketPolicy" }, {}],
    ["a refusal", { eventName: "GetBucketPolicyStatus", errorCode: "AccessDenied" }, {}],
  ],
  ignores: [
    ["AWS Config", { userIdentity: IDENTITIES.role, sourceIPAddress: "AWS Internal" }],
    [
      "a service on someone's behalf",
      {
        userIdentity: { ...IDENTITIES.user, invokedBy: "config.amazonaws.com" },
        sourceIPAddress: "config.amazonaws.com",
      },
    ],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["other settings", { eventName: "GetBucketTagging" }],
    ["a record without bucket", { requestParameters: null }],
  ],
});
