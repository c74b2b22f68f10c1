import { FOREIGN, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, TRUSTED } from "../../../testing/test-detection";
import { s3ForeignPrincipalThroughVpcEndpoint } from "./foreign-principal-through-vpc-endpoint";

const account = (accountId: string) => ({
  userIdentity: { type: "AWSAccount", principalId: "AROAEXAMPLE:session", accountId },
});

describeDetection(s3ForeignPrincipalThroughVpcEndpoint, {
  record: {
    eventType: "AwsVpceEvent",
    eventCategory: "NetworkActivity",
    sourceIPAddress: "10.0.0.9",
    vpcEndpointId: "vpce-0123456789abcdef0",
    requestParameters: { bucketName: "somebody-elses" },
  },
  matches: [
    ["a stranger's credentials", account(FOREIGN), { severity: "medium", details: { "Foreign account": FOREIGN } }],
    ["a record that hides the account", { userIdentity: { type: "AWSAccount" } }, { severity: "low" }],
    ["an anonymous upload", { userIdentity: IDENTITIES.anonymous, eventName: "PutObject" }, { severity: "medium" }],
  ],
  ignores: [
    ["the own account", account(OWNER)],
    ["a trusted account", account(TRUSTED)],
    ["an anonymous download", { userIdentity: IDENTITIES.anonymous }],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["a refused request", { ...account(FOREIGN), errorCode: "VpceAccessDenied" }],
    ["an ordinary API call", { ...account(FOREIGN), eventType: "AwsApiCall" }],
  ],
});
