import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3PolicyGrantsStrangers } from "./policy-grants-strangers";

const policy = (Principal: unknown, more: object = {}, overrides = {}) =>
  bucketChange(
    "PutBucketPolicy",
    { bucketPolicy: { Statement: { Effect: "Allow", Principal, Action: "s3:*", Resource: "*", ...more } } },
    overrides,
  );

describeDetection(s3PolicyGrantsStrangers, {
  matches: [
    [
      "a foreign account's root",
      policy({ AWS: "arn:aws:iam::444455556666:root" }),
      { severity: "high", details: { "Foreign accounts": "444455556666" } },
    ],
    [
      "a bare id among trusted ones",
      policy({ AWS: ["111122223333", "222233334444", "444455556666"] }),
      { severity: "high" },
    ],
    [
      "everyone under a condition on a foreign account",
      policy("*", { Condition: { StringEquals: { "aws:PrincipalAccount": "444455556666" } } }),
      { severity: "high" },
    ],
    [
      "a canonical user",
      policy({ CanonicalUser: "79a59df9" }),
      { severity: "medium", details: { "Unresolved principals": "canonical user 79a59df9" } },
    ],
    ["a redacted account", policy({ AWS: "arn:aws:iam::XXXXXXXXXXXX:root" }), { severity: "medium" }],
  ],
  ignores: [
    ["the own account", policy({ AWS: "arn:aws:iam::111122223333:role/app" })],
    ["a trusted account", policy({ AWS: "222233334444" })],
    ["the account of the record", policy({ AWS: "333344445555" }, {}, { recipientAccountId: "333344445555" })],
    ["a load balancer's account", policy({ AWS: "arn:aws:iam::054676820928:root" }, { Action: "s3:PutObject" })],
    ["the same in China", policy({ AWS: "arn:aws-cn:iam::638102146993:root" }, { Action: "s3:PutObject" })],
    [
      "the canonical user that delivers logs",
      policy({ CanonicalUser: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0" }),
    ],
    ["an AWS service", policy({ Service: "cloudtrail.amazonaws.com" })],
    ["everyone, which another detection reports", policy("*")],
    ["a Deny for a foreign account", policy({ AWS: "444455556666" }, { Effect: "Deny" })],
    ["a refused change", policy({ AWS: "444455556666" }, {}, DENIED)],
    ["an unreadable policy", bucketChange("PutBucketPolicy", { bucketPolicy: "{" })],
  ],
});
