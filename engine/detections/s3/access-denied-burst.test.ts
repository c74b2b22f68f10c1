import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AccessDeniedBurst } from "./access-denied-burst";

const configRole = {
  ...IDENTITIES.role,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/config` } },
};

describeDetection(s3AccessDeniedBurst, {
  record: { errorCode: "AccessDenied" },
  matches: [
    ["a refusal, by its address", {}, { severity: "high", dedupKey: "s3.access-denied-burst|198.51.100.23" }],
    [
      "an anonymous caller's at the same address",
      { userIdentity: IDENTITIES.anonymous },
      { dedupKey: "s3.access-denied-burst|198.51.100.23" },
    ],
    ["a refusal in another spelling", { errorCode: "AccessDeniedException" }, {}],
    ["an address that no one can read", { sourceIPAddress: "30.*.0.210" }, {}],
    [
      "a refusal without address, by the caller",
      { sourceIPAddress: undefined },
      { dedupKey: `s3.access-denied-burst|arn:aws:iam::${OWNER}:user/alice` },
    ],
    [
      "a service on someone's behalf, by whom it acts for",
      {
        userIdentity: { ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      },
      { dedupKey: `s3.access-denied-burst|arn:aws:iam::${OWNER}:user/alice` },
    ],
  ],
  ignores: [
    [
      "log delivery that lost its bucket's permission",
      { eventName: "PutObject", userIdentity: IDENTITIES.service, sourceIPAddress: "delivery.logs.amazonaws.com" },
    ],
    ["AWS Config's look around", { userIdentity: configRole, sourceIPAddress: "AWS Internal" }],
    ["a success", { errorCode: undefined }],
    ["a missing object", { errorCode: "NoSuchKey" }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
    ["a record without bucket", { requestParameters: null }],
    ["another service", { eventSource: "athena.amazonaws.com" }],
  ],
});
