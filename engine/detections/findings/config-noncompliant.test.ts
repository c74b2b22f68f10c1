import { configChange } from "../../../testing/fixtures/finding-fixture";
import { describeDetection } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { findingsConfigNoncompliant } from "./config-noncompliant";

const rule = (configRuleName: string, more = {}) => configChange({ configRuleName, ...more });
const result = (complianceType: unknown) => configChange({ newEvaluationResult: { complianceType } });

describeDetection(findingsConfigNoncompliant, {
  matches: [
    [
      "a bucket that became public",
      configChange(),
      {
        severity: "high",
        bucket: "sensitive-data",
        event: "s3-bucket-public-read-prohibited",
        summary:
          "AWS::S3::Bucket sensitive-data does not comply with the AWS Config rule s3-bucket-public-read-prohibited",
        dedupKey:
          "findings.config-noncompliant|111122223333|eu-central-1|s3-bucket-public-read-prohibited%7CAWS::S3::Bucket%7Csensitive-data",
      },
    ],
    [
      "a root user without MFA",
      rule("root-account-mfa-enabled", { resourceType: "AWS::::Account", resourceId: "111122223333" }),
      { severity: "high", resource: "111122223333" },
    ],
    ["a weak password policy", rule("iam-password-policy"), { severity: "medium" }],
    ["a user without MFA", rule("iam-user-no-mfa"), { severity: "medium" }],
    ["a bucket without versions", rule("s3-bucket-versioning-enabled"), { severity: "low" }],
    [
      "a rule of Control Tower, which writes the name in its own way",
      rule("AWSControlTower_AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED"),
      { severity: "high" },
    ],
    ["a rule of a conformance pack", rule("root-account-mfa-enabled-conformance-pack-a1b2c3d4e"), { severity: "high" }],
    ["a rule of one's own that calls itself Security Hub's", rule("securityhub-mine"), { severity: "medium" }],
    ["a change without its envelope", configChange()["detail"] as Fields, { severity: "high" }],
  ],
  ignores: [
    ["a resource that complies again", result("COMPLIANT")],
    ["a resource that the rule is no longer about", result("NOT_APPLICABLE")],
    ["a rule without enough to go by", result("INSUFFICIENT_DATA")],
    ["a result that is missing", result(undefined)],
    [
      "a rule that Security Hub made, whose finding alerts",
      rule("securityhub-s3-bucket-public-read-prohibited-a1b2c3", {
        configRuleARN:
          "arn:aws:config:eu-central-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-a1b2c3",
      }),
    ],
    [
      "a change of a resource's configuration",
      { ...configChange(), "detail-type": "Config Configuration Item Change" },
    ],
  ],
});
