import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AccessPointOpened } from "./access-point-opened";

const OFF = {
  BlockPublicAcls: "true",
  IgnorePublicAcls: "true",
  BlockPublicPolicy: "false",
  RestrictPublicBuckets: false,
};
const call = (eventName: string, parameters: object, overrides = {}) =>
  bucketChange(eventName, { bucketName: undefined, ...parameters }, overrides);
const allow = (Principal: unknown) => JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "s3:*" }] });
const put = (policy: string, overrides = {}) =>
  call(
    "PutAccessPointPolicy",
    { name: "door", policy: "", PutAccessPointPolicyRequest: { Policy: policy } },
    overrides,
  );

describeDetection(s3AccessPointOpened, {
  matches: [
    [
      "a new one without its block",
      call("CreateAccessPoint", {
        name: "door",
        CreateAccessPointRequest: { Bucket: "sensitive-data", PublicAccessBlockConfiguration: OFF },
      }),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice created access point door without BlockPublicPolicy, RestrictPublicBuckets",
      },
    ],
    [
      "a new one for several Regions without its block",
      call("CreateMultiRegionAccessPoint", {
        CreateMultiRegionAccessPointRequest: { Details: { Name: "door", PublicAccessBlock: OFF } },
      }),
      {},
    ],
    [
      "a policy for everyone",
      put(allow("*")),
      { summary: "arn:aws:iam::111122223333:user/alice wrote a policy for access point door that lets in everybody" },
    ],
    ["a policy for a foreign account", put(allow({ AWS: "444455556666" })), {}],
    ["a policy for someone unknown", put(allow({ AWS: "AIDAEXAMPLE" })), {}],
    [
      "a policy for several Regions",
      call("PutMultiRegionAccessPointPolicy", {
        PutMultiRegionAccessPointPolicyRequest: { Details: { Name: "door", Policy: allow("*") } },
      }),
      {},
    ],
    ["one without name", call("PutAccessPointPolicy", { Policy: allow("*") }), {}],
  ],
  ignores: [
    [
      "a new one, whose block is on unless said",
      call("CreateAccessPoint", { name: "door", CreateAccessPointRequest: { Bucket: "sensitive-data" } }),
    ],
    ["a policy for the own account", put(allow({ AWS: "111122223333" }))],
    ["a policy that is no JSON", put("{")],
    ["a record without policy", call("PutAccessPointPolicy", { name: "door", policy: "" })],
    ["a refused change", put(allow("*"), DENIED)],
    ["another call", call("GetAccessPointPolicy", { Policy: allow("*") })],
  ],
});
