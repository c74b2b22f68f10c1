import type { Severity } from "../../severity";
import { parseEventTime } from "../event-time";
import { fieldsOf, textOf } from "../fields";
import { bucketOfArn } from "./bucket-of-arn";
import type { FeedReader } from "./feed-reader";

/** Changes of a resource's compliance with a rule of AWS Config. */
export const config: FeedReader = {
  feed: "config",
  source: "aws.config",
  detailType: "Config Rules Compliance Change",
  isBare: (value) =>
    value["messageType"] === "ComplianceChangeNotification" && textOf(value["configRuleName"]) !== undefined,
  read: (detail) => {
    const result = fieldsOf(detail["newEvaluationResult"]);
    const rule = textOf(detail["configRuleName"]);
    const resourceType = textOf(detail["resourceType"]);
    const resource = textOf(detail["resourceId"]);
    return [
      {
        findingId: [rule, resourceType, resource].map((part) => part ?? "").join("|"),
        type: rule,
        title: undefined,
        description: textOf(result["annotation"]),
        severity: severityOfRule(rule ?? ""),
        status: result["complianceType"] === "NON_COMPLIANT" ? "open" : "closed",
        account: textOf(detail["awsAccountId"]),
        region: textOf(detail["awsRegion"]),
        buckets: resourceType !== undefined && OF_BUCKETS.has(resourceType) ? [bucketOfArn(resource) ?? resource] : [],
        resources: [resource],
        updated: parseEventTime(result["resultRecordedTime"]) ?? parseEventTime(detail["notificationCreationTime"]),
        detail,
      },
    ];
  },
};

/** Kinds of resources whose id is a bucket's name. */
const OF_BUCKETS: ReadonlySet<string> = new Set([
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
  "AWS::S3Express::DirectoryBucket",
  "AWS::S3Express::BucketPolicy",
]);

/** Managed rules whose breach leaves a door open to strangers, or the watch blind. */
const HIGH = [
  "cloud-trail-enabled",
  "cloudtrail-enabled",
  "cloudtrail-s3-bucket-public-access-prohibited",
  "ebs-snapshot-public-restorable-check",
  "guardduty-enabled-centralized",
  "iam-policy-no-statements-with-admin-access",
  "iam-root-access-key-check",
  "lambda-function-public-access-prohibited",
  "multi-region-cloud-trail-enabled",
  "multi-region-cloudtrail-enabled",
  "rds-snapshots-public-prohibited",
  "root-account-hardware-mfa-enabled",
  "root-account-mfa-enabled",
  "s3-account-level-public-access-blocks",
  "s3-bucket-level-public-access-prohibited",
  "s3-bucket-public-read-prohibited",
  "s3-bucket-public-write-prohibited",
  "sns-topic-no-public-access",
  "sqs-queue-no-public-access",
  "ssm-document-not-public",
];

/** Managed rules whose breach costs money or order before it costs data. */
const LOW = [
  "cw-loggroup-retention-period-check",
  "required-tags",
  "s3-bucket-replication-enabled",
  "s3-bucket-versioning-enabled",
  "s3-event-notifications-enabled",
  "s3-lifecycle-policy-check",
  "s3-version-lifecycle-policy-check",
];

const BY_RULE: readonly (readonly [name: string, severity: Severity])[] = [
  ...HIGH.map((name) => [name, "high"] as const),
  ...LOW.map((name) => [name, "low"] as const),
];

/**
 * By the managed rule's name, which the rule's own usually holds: `s3-bucket-public-read-prohibited-conformance-pack-x1y2`,
 * `AWSControlTower_AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED`. Rules that say nothing to us are medium.
 */
export function severityOfRule(rule: string): Severity {
  const name = rule.toLowerCase().replaceAll("_", "-");
  return BY_RULE.find(([managed]) => name.includes(managed))?.[1] ?? "medium";
}
