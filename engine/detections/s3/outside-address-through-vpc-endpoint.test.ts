import { FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3OutsideAddressThroughVpcEndpoint } from "./outside-address-through-vpc-endpoint";

describeDetection(s3OutsideAddressThroughVpcEndpoint, {
  record: {
    eventType: "AwsVpceEvent",
    eventCategory: "NetworkActivity",
    vpcEndpointId: "vpce-0123456789abcdef0",
    vpcEndpointAccountId: OWNER,
  },
  matches: [
    ["a public address", {}, { severity: "medium" }],
    ["a public IPv6 address", { sourceIPAddress: "2001:db8:ffff::1" }, {}],
    ["a record that does not say whose endpoint it was", { vpcEndpointAccountId: undefined }, {}],
  ],
  ignores: [
    ["a private address", { sourceIPAddress: "10.0.0.9" }],
    ["an address that no one can read", { sourceIPAddress: "30.*.0.210" }],
    [
      "a person at the console, whose endpoint is AWS's",
      { eventType: "AwsApiCall", vpcEndpointId: "vpce-f40dc59d", vpcEndpointAccountId: undefined },
    ],
    ["someone else's endpoint", { vpcEndpointAccountId: FOREIGN }],
    ["a bucket's settings", { eventName: "GetBucketAcl" }],
    ["a refused request", { errorCode: "VpceAccessDenied" }],
  ],
});
