import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3NewNetworkForActor } from "./new-network-for-actor";

describeDetection(s3NewNetworkForActor, {
  matches: [
    [
      "a call from a network",
      {},
      {
        details: { Network: "198.51.0.0/16" },
        dedupKey: `s3.new-network-for-actor|arn:aws:iam::${OWNER}:user/alice|198.51.0.0/16`,
      },
    ],
    ["a call over IPv6", { sourceIPAddress: "2001:db8:ffff::1" }, { details: { Network: "2001:db8::/32" } }],
    ["a listing", { eventName: "ListObjects", requestParameters: { key: undefined } }, {}],
  ],
  ignores: [
    ["a private address", { sourceIPAddress: "10.0.0.9", vpcEndpointId: "vpce-0123456789abcdef0" }],
    ["AWS's own network", { sourceIPAddress: "AWS Internal" }],
    ["something that is no address", { sourceIPAddress: "30.*.0.210" }],
    ["an anonymous caller", { userIdentity: IDENTITIES.anonymous }],
    ["an AWS service", { userIdentity: IDENTITIES.service }],
    ["a refused call", { errorCode: "AccessDenied" }],
    ["a bucket that is not protected", { requestParameters: { bucketName: "somebody-elses" } }],
  ],
});
