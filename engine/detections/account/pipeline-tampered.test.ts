import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { accountPipelineTampered } from "./pipeline-tampered";

const HOME = "eu-central-1:111122223333";
const queueUrl = "https://sqs.eu-central-1.amazonaws.com/111122223333/palisade-events";
const topicArn = `arn:aws:sns:${HOME}:palisade-alerts`;
const functionArn = `arn:aws:lambda:${HOME}:function:palisade-detector`;
const roleName = "palisade-detector-role";
const functionName = "palisade-detector";
const name = "palisade-trail";

const issuedBy = (arn: string) => ({ ...IDENTITIES.role, sessionContext: { sessionIssuer: { arn } } });
const critical = (what: string) => ({ severity: "critical" as const, details: { Resource: what } });
const high = (what: string) => ({ severity: "high" as const, details: { Resource: what } });

const on = (service: string, call: string, request: Fields, more: Fields = {}) =>
  managementCall(service, call, request, more);
const onBucket = (call: string, bucketName = "trail-logs") => on("s3", call, { bucketName });

describeDetection(accountPipelineTampered, {
  matches: [
    [
      "a rule disabled",
      on("events", "DisableRule", { name: "S3AccessDeniedMonitor" }),
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice called DisableRule on the rule S3AccessDeniedMonitor of Palisade's own, from 198.51.100.23",
        dedupKey: "account.pipeline-tampered|arn:aws:iam::111122223333:user/alice",
      },
    ],
    [
      "a rule split off and deleted",
      on("events", "DeleteRule", { name: "S3AccessDeniedMonitor-2" }),
      critical("the rule S3AccessDeniedMonitor-2"),
    ],
    ["another rule of a purpose changed", on("events", "PutRule", { name: "S3AccessDeniedMonitor-findings" })],
    ["targets taken away", on("events", "RemoveTargets", { rule: "S3AccessDeniedMonitor", ids: ["1"] })],
    ["targets changed", on("events", "PutTargets", { rule: "S3AccessDeniedMonitor" })],
    ["the queue purged", on("sqs", "PurgeQueue", { queueUrl }), critical("the queue palisade-events")],
    ["the queue deleted", on("sqs", "DeleteQueue", { queueUrl })],
    ["the queue changed", on("sqs", "SetQueueAttributes", { queueUrl })],
    ["the queue opened", on("sqs", "AddPermission", { queueUrl }), high("the queue palisade-events")],
    [
      "the code replaced, under the name that Lambda logs",
      on("lambda", "UpdateFunctionCode20150331v2", { functionName }),
      {
        severity: "critical",
        summary: expect.stringContaining("called UpdateFunctionCode on the function palisade-detector"),
      },
    ],
    [
      "the code replaced, by ARN and version",
      on("lambda", "UpdateFunctionCode20150331v2", { functionName: `${functionArn}:3` }),
    ],
    [
      "the function deleted, by part of its ARN",
      on("lambda", "DeleteFunction20150331", { functionName: "111122223333:function:palisade-detector" }),
    ],
    ["the settings changed", on("lambda", "UpdateFunctionConfiguration20150331v2", { functionName })],
    ["the function throttled", on("lambda", "PutFunctionConcurrency20171031", { functionName })],
    ["the function throttled, without a version", on("lambda", "PutFunctionConcurrency", { functionName })],
    [
      "the queue taken from the function, which only the answer names",
      on("lambda", "DeleteEventSourceMapping20150331", { uUID: "1" }, { responseElements: { functionArn } }),
      critical("the function palisade-detector"),
    ],
    [
      "the queue's reading switched off",
      on("lambda", "UpdateEventSourceMapping20150331", { functionName, enabled: false }),
    ],
    ["a permission taken away", on("lambda", "RemovePermission20150331v2", { functionName })],
    [
      "a permission given",
      on("lambda", "AddPermission20150331v2", { functionName }),
      high("the function palisade-detector"),
    ],
    ["the topic deleted", on("sns", "DeleteTopic", { topicArn }), critical("the topic palisade-alerts")],
    ["a receiver taken away", on("sns", "Unsubscribe", { subscriptionArn: `${topicArn}:0f1e2d3c` })],
    ["a receiver's filter", on("sns", "SetSubscriptionAttributes", { subscriptionArn: `${topicArn}:0f1e2d3c` })],
    ["the topic changed", on("sns", "SetTopicAttributes", { topicArn })],
    [
      "the topic's data protection",
      on("sns", "PutDataProtectionPolicy", { resourceArn: topicArn }),
      high("the topic palisade-alerts"),
    ],
    [
      "the table deleted",
      on("dynamodb", "DeleteTable", { tableName: "palisade-incidents" }),
      critical("the table palisade-incidents"),
    ],
    [
      "the table deleted, by its ARN",
      on("dynamodb", "DeleteTable", { tableName: `arn:aws:dynamodb:${HOME}:table/palisade-incidents` }),
    ],
    [
      "the table's backups",
      on("dynamodb", "UpdateContinuousBackups", { tableName: "palisade-incidents" }),
      high("the table palisade-incidents"),
    ],
    [
      "the key's alias turned to another key",
      on("kms", "UpdateAlias", { aliasName: "alias/palisade" }),
      critical("the key alias alias/palisade"),
    ],
    [
      "the log group deleted",
      on("logs", "DeleteLogGroup", { logGroupName: "/aws/lambda/palisade-detector" }),
      critical("the log group /aws/lambda/palisade-detector"),
    ],
    [
      "the logs kept shorter, by ARN",
      on("logs", "PutRetentionPolicy", {
        logGroupIdentifier: `arn:aws:logs:${HOME}:log-group:/aws/lambda/palisade-detector:*`,
      }),
      high("the log group /aws/lambda/palisade-detector"),
    ],
    [
      "a right taken from a role",
      on("iam", "DeleteRolePolicy", { roleName }),
      critical("the role palisade-detector-role"),
    ],
    ["a policy taken from a role", on("iam", "DetachRolePolicy", { roleName })],
    ["a role's trust", on("iam", "UpdateAssumeRolePolicy", { roleName })],
    ["a right given to a role", on("iam", "AttachRolePolicy", { roleName }), high("the role palisade-detector-role")],
    ["the trail stopped", on("cloudtrail", "StopLogging", { name }), critical("the trail palisade-trail")],
    [
      "the trail changed, by its ARN",
      on("cloudtrail", "UpdateTrail", { name: `arn:aws:cloudtrail:${HOME}:trail/${name}` }),
    ],
    ["the trail's selectors", on("cloudtrail", "PutEventSelectors", { trailName: name })],
    ["the log bucket's policy", onBucket("PutBucketPolicy"), critical("the log bucket trail-logs")],
    ["the log bucket's lifecycle", onBucket("PutBucketLifecycle")],
    ["the log bucket's encryption", onBucket("DeleteBucketEncryption"), high("the log bucket trail-logs")],
    [
      "a service with the caller's rights",
      on(
        "sqs",
        "DeleteQueue",
        { queueUrl },
        {
          userIdentity: { ...IDENTITIES.user, invokedBy: "cloudformation.amazonaws.com" },
        },
      ),
    ],
  ],
  ignores: [
    [
      "a deployment",
      on(
        "events",
        "PutRule",
        { name: "S3AccessDeniedMonitor" },
        { userIdentity: issuedBy("arn:aws:iam::111122223333:role/deployer") },
      ),
    ],
    ["AWS itself", on("sqs", "SetQueueAttributes", { queueUrl }, { userIdentity: IDENTITIES.service })],
    [
      "a refusal",
      on("events", "DeleteRule", { name: "S3AccessDeniedMonitor" }, { errorCode: "AccessDeniedException" }),
    ],
    ["another rule", on("events", "DeleteRule", { name: "S3AccessDeniedMonitors" })],
    ["another queue", on("sqs", "DeleteQueue", { queueUrl: `${queueUrl}-other` })],
    ["another function", on("lambda", "DeleteFunction20150331", { functionName: "palisade-detector-other" })],
    ["another topic", on("sns", "DeleteTopic", { topicArn: `${topicArn}-other` })],
    ["another table", on("dynamodb", "DeleteTable", { tableName: "incidents" })],
    ["another alias", on("kms", "DeleteAlias", { aliasName: "alias/palisade-other" })],
    ["another log group", on("logs", "DeleteLogGroup", { logGroupName: "/aws/lambda/other" })],
    ["another role", on("iam", "DeleteRole", { roleName: "app" })],
    ["another trail", on("cloudtrail", "StopLogging", { name: "audit" })],
    ["another bucket", onBucket("PutBucketPolicy", "sensitive-data")],
    ["a harmless call", on("events", "EnableRule", { name: "S3AccessDeniedMonitor" })],
    ["a call whose name only begins alike", on("lambda", "DeleteFunctionConcurrency20171031", { functionName })],
    ["a call that names nothing", on("sqs", "DeleteQueue", {})],
    ["another service's call of that name", on("waf", "DeleteRule", { name: "S3AccessDeniedMonitor" })],
  ],
});
