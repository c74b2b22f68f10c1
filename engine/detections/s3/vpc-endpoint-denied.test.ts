import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3VpcEndpointDenied } from "./vpc-endpoint-denied";

describeDetection(s3VpcEndpointDenied, {
  record: {
    eventType: "AwsVpceEvent",
    eventCategory: "NetworkActivity",
    errorCode: "VpceAccessDenied",
    sourceIPAddress: "10.0.0.9",
    vpcEndpointId: "vpce-0123456789abcdef0",
    requestParameters: { bucketName: "somebody-elses" },
  },
  matches: [
    [
      "a request to someone else's bucket",
      {},
      { severity: "medium", summary: expect.stringContaining("bucket somebody-elses by a VPC endpoint's policy") },
    ],
    ["a call about settings", { eventName: "GetBucketAcl" }, {}],
    ["a stranger's credentials", { userIdentity: IDENTITIES.foreign }, {}],
    ["the type's other spelling", { eventType: "AwsVpceEvents" }, {}],
    ["a record without bucket", { requestParameters: null }, { summary: expect.stringContaining("bucket unknown") }],
  ],
  ignores: [
    ["a request that went through", { errorCode: undefined }],
    ["a refusal by another policy", { errorCode: "AccessDenied" }],
    ["an ordinary API call", { eventType: "AwsApiCall" }],
    ["another service's", { eventSource: "kms.amazonaws.com" }],
  ],
});
