import { DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ParametersWithheld } from "./parameters-withheld";

const OMITTED = {
  requestParameters: {
    bucketName: undefined,
    key: undefined,
    Host: undefined,
    omitted: true,
    reason: "requestParameters too large",
  },
};

describeDetection(s3ParametersWithheld, {
  matches: [
    [
      "a bucket policy",
      {
        eventName: "PutBucketPolicy",
        resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::sensitive-data" }],
        ...OMITTED,
      },
      {
        summary:
          "arn:aws:iam::111122223333:user/alice called PutBucketPolicy on arn:aws:s3:::sensitive-data with parameters that CloudTrail left out",
        details: { Reason: "requestParameters too large" },
      },
    ],
    [
      "an identity's policy",
      { eventSource: "iam.amazonaws.com", eventName: "PutRolePolicy", requestParameters: { omitted: "true" } },
      { summary: "arn:aws:iam::111122223333:user/alice called PutRolePolicy with parameters that CloudTrail left out" },
    ],
  ],
  ignores: [
    ["parameters that are there", { eventName: "PutBucketPolicy" }],
    ["a refused change", { eventName: "PutBucketPolicy", ...OMITTED, ...DENIED }],
    ["a call that writes no policy", { eventName: "PutBucketTagging", ...OMITTED }],
    ["another service", { eventSource: "ssm.amazonaws.com", eventName: "PutRolePolicy", ...OMITTED }],
    [
      "a service with the name of every object's",
      { eventSource: "constructor", eventName: "PutRolePolicy", ...OMITTED },
    ],
    ["no parameters at all", { eventName: "PutBucketPolicy", requestParameters: null }],
  ],
});
