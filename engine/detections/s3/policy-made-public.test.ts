import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3PolicyMadePublic } from "./policy-made-public";

const READ = { Sid: "Read", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const policy = (statement: unknown, overrides = {}) =>
  bucketChange("PutBucketPolicy", { policy: "", bucketPolicy: { Statement: statement } }, overrides);

describeDetection(s3PolicyMadePublic, {
  matches: [
    [
      "one statement that is no list",
      policy(READ),
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice wrote a policy for bucket sensitive-data that allows everybody s3:GetObject",
        details: { Statement: "Read" },
      },
    ],
    [
      "one of many",
      policy([
        { ...READ, Principal: { Service: "cloudtrail.amazonaws.com" } },
        { ...READ, Principal: { AWS: ["*"] } },
      ]),
      {},
    ],
    [
      "a policy that is logged as text",
      bucketChange("PutBucketPolicy", { bucketPolicy: JSON.stringify({ Statement: READ }) }),
      {},
    ],
    [
      "everyone but a few, all but a few calls",
      policy({ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, NotAction: "s3:DeleteBucket" }),
      { severity: "critical", details: { Statement: "without Sid" } },
    ],
    [
      "conditions that a stranger can meet",
      policy({ ...READ, Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } }),
      { severity: "high", details: { Statement: "Read", Conditions: "aws:Referer" } },
    ],
    [
      "the worst of several",
      policy([
        { ...READ, Condition: { Bool: { "aws:SecureTransport": "true" } } },
        { ...READ, Sid: "Worse" },
      ]),
      { severity: "critical", details: { Statement: "Worse" } },
    ],
    [
      "every address",
      policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }),
      { severity: "high" },
    ],
  ],
  ignores: [
    ["a Deny for everyone", policy({ ...READ, Effect: "Deny" })],
    [
      "everyone within an organization",
      policy({ ...READ, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } }),
    ],
    ["everyone at an address", policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })],
    ["a named account", policy({ ...READ, Principal: { AWS: "arn:aws:iam::444455556666:root" } })],
    [
      "a star in the resource only",
      policy({ ...READ, Principal: { Service: "logging.s3.amazonaws.com" }, Resource: "*" }),
    ],
    ["a refused change", policy(READ, DENIED)],
    ["a failed change", policy(READ, { errorCode: "MalformedPolicy" })],
    ["an empty policy", bucketChange("PutBucketPolicy", { bucketPolicy: {} })],
    ["parameters that were left out", bucketChange("PutBucketPolicy", { bucketPolicy: undefined, omitted: true })],
    ["the same words in another service", { ...policy(READ), eventSource: "backup.amazonaws.com" }],
    ["another call", { ...policy(READ), eventName: "GetBucketPolicy" }],
  ],
});
