import { bucketChange, DENIED, DEPLOYER, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection, samplePerimeter } from "../../../testing/test-detection";
import { perimeterStatement } from "../../perimeter/statement";
import { s3PerimeterWeakened } from "./perimeter-weakened";

const OURS = perimeterStatement(samplePerimeter("sensitive-data"), { bucket: "sensitive-data", partition: "aws" });
const CONDITION = OURS.Condition ?? {};
const ADDRESSES = { "aws:SourceIp": ["203.0.113.0/24", "2001:db8:1::/48"] };

const policy = (statements: unknown, overrides = {}) =>
  bucketChange("PutBucketPolicy", { policy: "", bucketPolicy: { Statement: statements } }, overrides);
const under = (condition: object) => policy({ ...OURS, Condition: { ...CONDITION, ...condition } });
const weaker = (Weaker: string) => ({
  severity: "critical" as const,
  details: { Statement: "PalisadePerimeter", Weaker },
});

describeDetection(s3PerimeterWeakened, {
  matches: [
    [
      "a policy without it",
      policy([
        {
          Sid: "Other",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice wrote a policy for bucket sensitive-data without the perimeter sensitive-data",
        details: { "Missing statement": "PalisadePerimeter" },
      },
    ],
    ["a policy without statements", bucketChange("PutBucketPolicy", { bucketPolicy: {} }), { severity: "critical" }],
    ["a policy without it by a deployer", policy([], DEPLOYER), { severity: "high" }],
    [
      "an address more",
      under({ NotIpAddress: { "aws:SourceIp": [...ADDRESSES["aws:SourceIp"], "198.51.100.23"] } }),
      weaker("aws:SourceIp lets in 198.51.100.23 besides"),
    ],
    [
      "every address",
      under({ NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
      weaker("aws:SourceIp lets in 0.0.0.0/0 besides"),
    ],
    [
      "an endpoint more",
      under({ StringNotEqualsIfExists: { "aws:SourceVpce": ["vpce-0123456789abcdef0", "vpce-9"] } }),
      weaker("aws:SourceVpce lets in vpce-9 besides"),
    ],
    [
      "a principal more",
      under({ ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass", "*"] } }),
      weaker("aws:PrincipalArn lets in * besides"),
    ],
    [
      "a condition more",
      under({ StringEquals: { "aws:username": "nobody" } }),
      weaker("it only holds under StringEquals aws:username nobody"),
    ],
    ["an Allow under its Sid", policy({ ...OURS, Effect: "Allow" }), weaker("it no longer denies")],
    [
      "one principal",
      policy({ ...OURS, Principal: { AWS: "111122223333" } }),
      weaker("it no longer concerns everybody"),
    ],
    ["one action", policy({ ...OURS, Action: ["s3:PutObject"] }), weaker("it no longer covers every action")],
    [
      "all actions but one",
      policy({ ...OURS, Action: undefined, NotAction: "s3:GetObject" }),
      weaker("it no longer covers every action"),
    ],
    [
      "the bucket without its objects",
      policy({ ...OURS, Resource: "arn:aws:s3:::sensitive-data" }),
      weaker("it no longer covers arn:aws:s3:::sensitive-data/*"),
    ],
    [
      "a wider allowlist by a deployer",
      policy({ ...OURS, Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.112.0/23"] } } }, DEPLOYER),
      { severity: "medium" },
    ],
    [
      "a policy that the record does not show",
      bucketChange("PutBucketPolicy", { bucketPolicy: "{", omitted: true }),
      { severity: "high" },
    ],
  ],
  ignores: [
    ["what synth writes", policy([{ Sid: "Kept", Effect: "Allow", Principal: "*", Action: "s3:*" }, OURS])],
    ["what synth writes, by a deployer", policy([OURS], DEPLOYER)],
    [
      "another order and case",
      under({ notipaddress: { "AWS:sourceip": [...ADDRESSES["aws:SourceIp"]].reverse() }, NotIpAddress: {} }),
    ],
    ["fewer addresses", under({ NotIpAddress: { "aws:SourceIp": ["203.0.113.128/25", "203.0.113.7"] } })],
    ["fewer conditions", policy({ ...OURS, Condition: { NotIpAddress: ADDRESSES } })],
    [
      "no condition at all",
      policy({ ...OURS, Condition: undefined, Principal: { AWS: "*" }, Action: "*", Resource: "*" }),
    ],
    ["the same under another Sid", policy({ ...OURS, Sid: "Renamed" })],
    [
      "the partition of China",
      policy(
        { ...OURS, Resource: ["arn:aws-cn:s3:::sensitive-data", "arn:aws-cn:s3:::sensitive-data/*"] },
        { awsRegion: "cn-north-1" },
      ),
    ],
    [
      "the partition of the government",
      policy(
        { ...OURS, Resource: ["arn:aws-us-gov:s3:::sensitive-data", "arn:aws-us-gov:s3:::sensitive-data/*"] },
        { awsRegion: "us-gov-west-1" },
      ),
    ],
    ["an observed perimeter", bucketChange("PutBucketPolicy", { bucketName: "observed-data", bucketPolicy: {} })],
    ["a bucket without perimeter", bucketChange("PutBucketPolicy", { ...ELSEWHERE, bucketPolicy: {} })],
    ["a refused change", policy([], DENIED)],
    ["a deletion, which another detection reports", bucketChange("DeleteBucketPolicy")],
  ],
});
