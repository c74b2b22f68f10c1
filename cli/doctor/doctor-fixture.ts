import { alarmRule } from "../../config/alarm-rule";
import { bucketPolicyOf } from "../../config/bucket-policy-of";
import { channelNames } from "../../config/channel-names";
import type { PalisadeConfig } from "../../config/config";
import { detectorSettings } from "../../config/detector-settings";
import { parseConfig } from "../../config/load-config";
import { HANDLERS, objectCallsAnywhere } from "../../functions/contract";
import { fieldsOf, textOf } from "../../functions/src/events/fields";
import { answerOfError, found } from "./answer";
import { type Aws, operationOf } from "./aws";
import { identify } from "./caller";
import type { Check, Line, Surroundings } from "./check";
import { expectedLogRules } from "./expected-log-rules";
import { expectedRules } from "./expected-rules";
import type { Question } from "./question";

export const ACCOUNT = "111122223333";
export const HOME = "eu-central-1";
export const ABROAD = "us-east-1";
export const NOW = Date.parse("2026-11-20T12:00:00Z");
export const MINUTE = 60_000;
export const CALLER = `arn:aws:iam::${ACCOUNT}:role/ops/deployer`;

/** One enforced bucket at home, one that is watched abroad. */
export const CONFIG = configOf(`
perimeters:
  vault:
    mode: enforce
    scope: all
    buckets: [{name: example-vault, create: true}]
    allow: {cidrs: [203.0.113.0/24], principals: ["${CALLER}"]}
    accessLogs: true
  watched:
    buckets: [{name: example-watched, region: ${ABROAD}}]
    allow: {cidrs: [203.0.113.0/24]}
    accessLogs: {existing: example-s3-logs, prefix: s3/}
alerts: {email: [security@example.com]}
channels:
  team: {kind: slack, webhook: ssm:/palisade/slack}
  on-call: {kind: pagerduty, routingKey: secretsmanager:palisade/pagerduty}
routes: [{severity: high, channels: [on-call]}]
default: [team]
digest: {at: "07:00", timezone: Europe/Berlin}
`);

export function configOf(rest: string): PalisadeConfig {
  return parseConfig(`project: palisade\naccount: "${ACCOUNT}"\nregion: ${HOME}\n${rest}`, "palisade.yaml", NOW);
}

/** What the account answers, by operation; an Error is thrown, and what is not listed is not there. */
export type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>, region: string) => unknown>>;

export function awsError(name: string, message = ""): Error {
  return Object.assign(new Error(message), { name });
}

export const refuse = () => awsError("AccessDeniedException", "not for you");
export const missing = (name: string) => () => awsError(name);

export function fakeAws(answers: Answers): Aws {
  return {
    ask: async <Output>(service: string, region: string, question: Question<Output>) => {
      const operation = operationOf(question);
      const input = fieldsOf((question as { readonly input?: unknown }).input);
      const output = answers[operation]?.(input, region) ?? awsError("NotImplemented", operation);
      if (output instanceof Error) return answerOfError(output, `${service}:${operation}`);
      return found(output as Output);
    },
  };
}

/** A check's lines in an account that answers as a healthy one does, but for the overrides. */
export function look(check: Check, overrides: Answers = {}, config: PalisadeConfig = CONFIG): Promise<readonly Line[]> {
  return check.look(surroundings({ ...healthy(config), ...overrides }, config));
}

/** Those that are no pass. */
export async function faultsOf(
  check: Check,
  overrides: Answers = {},
  config: PalisadeConfig = CONFIG,
): Promise<readonly Line[]> {
  return (await look(check, overrides, config)).filter(({ status }) => status !== "pass");
}

export function surroundings(answers: Answers, config: PalisadeConfig = CONFIG): Surroundings {
  const aws = fakeAws(answers);
  return { config, aws, now: NOW, caller: () => identify(aws, config.region) };
}

/** What a healthy account answers to one operation. */
export function healthyAnswer(
  operation: string,
  input: Readonly<Record<string, unknown>> = {},
  region = HOME,
): unknown {
  const answer = healthy(CONFIG)[operation];
  if (answer === undefined) throw new Error(`the healthy account knows no ${operation}`);
  return answer(input, region);
}

function allowing(service: string, action: string | readonly string[], resource: string, condition: object = {}) {
  return { Effect: "Allow", Principal: { Service: service }, Action: action, Resource: resource, Condition: condition };
}

export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** What the functions' roles and the forwarding one may do. */
export const ROLE_POLICY = policy(
  { Effect: "Allow", Action: "sns:Publish", Resource: `arn:aws:sns:${HOME}:${ACCOUNT}:palisade-alerts` },
  { Effect: "Allow", Action: "dynamodb:*", Resource: `arn:aws:dynamodb:${HOME}:${ACCOUNT}:table/palisade-incidents*` },
  { Effect: "Allow", Action: "sqs:*", Resource: `arn:aws:sqs:${HOME}:${ACCOUNT}:palisade-*` },
  { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::*-s3-logs*" },
  { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::*-s3-logs*/*" },
  { Effect: "Allow", Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HOME}:${ACCOUNT}:parameter/palisade/slack` },
  { Effect: "Allow", Action: "cloudwatch:DescribeAlarms", Resource: `arn:aws:cloudwatch:*:${ACCOUNT}:alarm:*` },
  {
    Effect: "Allow",
    Action: "lambda:InvokeFunction",
    Resource: `arn:aws:lambda:${HOME}:${ACCOUNT}:function:palisade-digest`,
  },
  { Effect: "Allow", Action: "events:PutEvents", Resource: `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/default` },
);

export const SELECTORS = [
  { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
  {
    FieldSelectors: [
      { Field: "eventCategory", Equals: ["Data"] },
      { Field: "resources.type", Equals: ["AWS::S3::Object"] },
      { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::example-vault/", "arn:aws:s3:::example-watched/"] },
    ],
  },
];

/** What the configuration's detections want of all buckets, besides. */
export const CALLS_SELECTOR = {
  FieldSelectors: [
    { Field: "eventCategory", Equals: ["Data"] },
    { Field: "resources.type", Equals: ["AWS::S3::Object"] },
    { Field: "eventName", Equals: [...objectCallsAnywhere(detectorSettings(CONFIG))] },
  ],
};

export const TRAIL = {
  Name: "palisade-trail",
  TrailARN: `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/palisade-trail`,
  HomeRegion: HOME,
  IsMultiRegionTrail: true,
  S3BucketName: "palisade-logs",
};

export function queueAttributes(name: string, region: string): Readonly<Record<string, string>> {
  const QueueArn = `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
  const rules = ["S3AccessDeniedMonitor*", "palisade-notify-alarms", "palisade-access-logs"];
  const fromRules = {
    ArnLike: { "aws:SourceArn": rules.map((rule) => `arn:aws:events:${region}:${ACCOUNT}:rule/${rule}`) },
  };
  const fromTopic = { ArnLike: { "aws:SourceArn": `arn:aws:sns:${region}:${ACCOUNT}:palisade-alerts` } };
  return {
    QueueArn,
    ApproximateNumberOfMessages: "0",
    Policy: policy(
      allowing("events.amazonaws.com", "sqs:SendMessage", QueueArn, fromRules),
      allowing("sns.amazonaws.com", "sqs:SendMessage", QueueArn, fromTopic),
    ),
    ...(!name.endsWith("-dead-letters") && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `${QueueArn}-dead-letters`,
        maxReceiveCount: name.startsWith("palisade-notify-") ? 24 : 5,
      }),
    }),
  };
}

export function rulesIn(config: PalisadeConfig, region: string) {
  return expectedRules(config)
    .filter((rule) => rule.region === region)
    .map(({ name, pattern, hearsManagementReads }) => ({
      Name: name,
      State: hearsManagementReads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
      EventPattern: JSON.stringify(pattern),
    }));
}

/** What there is of the rule of a default channel; undefined for any other rule. */
function alarmRuleNamed(name: unknown, config: PalisadeConfig) {
  const [found] = config.channels.flatMap((channel) => {
    const rule = alarmRule(config, channel.name);
    return rule !== undefined && rule.name === name ? [{ rule, names: channelNames(config, channel.name) }] : [];
  });
  return found;
}

export function healthy(config: PalisadeConfig): Answers {
  const functionArn = (name: string) => `arn:aws:lambda:${HOME}:${ACCOUNT}:function:${name}`;
  const topicArn = `arn:aws:sns:${HOME}:${ACCOUNT}:palisade-alerts`;
  const livePolicies = new Map(
    config.perimeters.flatMap((perimeter) =>
      perimeter.buckets.map((bucket) => [bucket.name, bucketPolicyOf("aws", perimeter, bucket)?.json] as const),
    ),
  );
  const role = (RoleName: unknown) => (RoleName === "deployer" ? CALLER : `arn:aws:iam::${ACCOUNT}:role/${RoleName}`);
  return {
    GetCallerIdentity: () => ({ Account: ACCOUNT, Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/me` }),
    GetRole: ({ RoleName }) => ({
      Role: {
        Arn: role(RoleName),
        AssumeRolePolicyDocument: encodeURIComponent(
          policy(
            allowing("events.amazonaws.com", "sts:AssumeRole", "*"),
            allowing("scheduler.amazonaws.com", "sts:AssumeRole", "*"),
          ),
        ),
      },
    }),
    GetBucketPolicy: ({ Bucket }) => {
      const Policy = livePolicies.get(String(Bucket));
      return Policy === undefined ? awsError("NoSuchBucketPolicy") : { Policy };
    },
    GetPublicAccessBlock: () => ({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
    GetBucketLogging: ({ Bucket }) => {
      const logBucket = config.accessLogs?.logBuckets.find(({ sources }) => sources.includes(String(Bucket)));
      const [TargetPrefix] = logBucket?.prefixes ?? [];
      return logBucket ? { LoggingEnabled: { TargetBucket: logBucket.name, TargetPrefix } } : {};
    },
    GetBucketNotificationConfiguration: () => ({ EventBridgeConfiguration: {} }),
    DescribeTrails: () => ({ trailList: [TRAIL, { ...TRAIL, Name: "somebody-elses" }] }),
    GetTrailStatus: () => ({ IsLogging: true, LatestDeliveryTime: new Date(NOW - 5 * MINUTE) }),
    GetEventSelectors: () => ({ AdvancedEventSelectors: [...SELECTORS, CALLS_SELECTOR] }),
    ListRules: ({ NamePrefix }, region) => ({
      Rules:
        NamePrefix === config.names.closerRule
          ? [{ Name: NamePrefix, State: "ENABLED", ScheduleExpression: "rate(5 minutes)" }]
          : rulesIn(config, region),
    }),
    DescribeRule: ({ Name }, region) => {
      const logs = expectedLogRules(config).find((rule) => rule.name === Name && rule.region === region);
      if (logs) return { Name, State: "ENABLED", EventPattern: JSON.stringify(logs.pattern) };
      const alarms = alarmRuleNamed(Name, config);
      if (alarms === undefined) return awsError("ResourceNotFoundException");
      return { Name, State: "ENABLED", EventPattern: JSON.stringify(alarms.rule.pattern) };
    },
    ListTargetsByRule: ({ Rule }, region) => {
      if (Rule === config.names.closerRule) return { Targets: [{ Arn: functionArn(config.names.closer) }] };
      const alarms = alarmRuleNamed(Rule, config);
      if (alarms) {
        const queueArn = (name: string) => `arn:aws:sqs:${HOME}:${ACCOUNT}:${name}`;
        const { queue, deadLetterQueue } = alarms.names;
        return { Targets: [{ Arn: queueArn(queue), DeadLetterConfig: { Arn: queueArn(deadLetterQueue) } }] };
      }
      const all = [...expectedRules(config), ...expectedLogRules(config)];
      const rule = all.find(({ name, region: where }) => name === Rule && where === region);
      if (rule === undefined) return awsError("ResourceNotFoundException");
      const { arn: Arn, roleArn: RoleArn, deadLetterArn } = rule.target;
      return { Targets: [{ Arn, RoleArn, DeadLetterConfig: { Arn: deadLetterArn } }] };
    },
    GetSchedule: ({ Name }) => ({
      Name,
      State: "ENABLED",
      ScheduleExpression: "cron(0 7 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      Target: { Arn: functionArn(config.names.digest), RoleArn: role(config.names.digestScheduleRole) },
    }),
    GetPolicy: () => ({
      Policy: policy(
        allowing("events.amazonaws.com", "lambda:InvokeFunction", functionArn(config.names.closer), {
          ArnLike: { "AWS:SourceArn": `arn:aws:events:${HOME}:${ACCOUNT}:rule/palisade-close-incidents` },
        }),
      ),
    }),
    GetQueueUrl: ({ QueueName }, region) => ({
      QueueUrl: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${QueueName}`,
    }),
    GetQueueAttributes: ({ QueueUrl }, region) => ({
      Attributes: queueAttributes(textOf(QueueUrl)?.split("/").at(-1) ?? "", region),
    }),
    GetFunctionConfiguration: () => ({
      State: "Active",
      LastUpdateStatus: "Successful",
      LastModified: "2026-11-19T12:00:00.000+0000",
      Environment: {
        Variables: {
          [HANDLERS.detector.environment.incidentsTable]: "palisade-incidents",
          [HANDLERS.detector.environment.topicArn]: topicArn,
        },
      },
    }),
    GetFunctionConcurrency: () => ({}),
    ListEventSourceMappings: ({ EventSourceArn }) => {
      const queue = textOf(EventSourceArn)?.split(":").at(-1) ?? "";
      const reader = queue === config.names.queue ? config.names.function : queue;
      const mapping = { UUID: "1", State: "Enabled", FunctionArn: functionArn(reader) };
      return { EventSourceMappings: [{ ...mapping, FunctionResponseTypes: ["ReportBatchItemFailures"] }] };
    },
    GetMetricData: () => ({ MetricDataResults: [] }),
    ListRolePolicies: () => ({ PolicyNames: ["all"] }),
    ListAttachedRolePolicies: () => ({ AttachedPolicies: [] }),
    GetRolePolicy: () => ({ PolicyDocument: encodeURIComponent(ROLE_POLICY) }),
    DescribeTable: () => ({
      Table: {
        TableStatus: "ACTIVE",
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        GlobalSecondaryIndexes: [{ IndexName: "open" }],
      },
    }),
    DescribeTimeToLive: () => ({ TimeToLiveDescription: { AttributeName: "expiresAt", TimeToLiveStatus: "ENABLED" } }),
    DescribeKey: () => ({ KeyMetadata: { KeyId: "key-1", Arn: "arn:aws:kms:key-1", KeyState: "Enabled" } }),
    GetKeyPolicy: () => ({
      Policy: policy(
        { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
        allowing("cloudwatch.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey*"], "*", {
          StringEquals: { "aws:SourceAccount": ACCOUNT },
        }),
      ),
    }),
    GetTopicAttributes: () => ({
      Attributes: {
        KmsMasterKeyId: "arn:aws:kms:key-1",
        Policy: policy(allowing("cloudwatch.amazonaws.com", "sns:Publish", topicArn)),
      },
    }),
    ListSubscriptionsByTopic: () => ({
      Subscriptions: [
        { Protocol: "email", Endpoint: "security@example.com", SubscriptionArn: `${topicArn}:1` },
        ...config.channels.map(({ name }) => ({
          Protocol: "sqs",
          Endpoint: `arn:aws:sqs:${HOME}:${ACCOUNT}:${channelNames(config, name).queue}`,
          SubscriptionArn: `${topicArn}:${name}`,
        })),
      ],
    }),
    GetSubscriptionAttributes: ({ SubscriptionArn }) => ({
      Attributes: {
        RawMessageDelivery: "true",
        FilterPolicy: JSON.stringify({ channels: [textOf(SubscriptionArn)?.split(":").at(-1)] }),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: `arn:aws:sqs:${HOME}:${ACCOUNT}:palisade-notify-${textOf(SubscriptionArn)?.split(":").at(-1)}-dead-letters`,
        }),
      },
    }),
    DescribeParameters: ({ NextToken }) =>
      NextToken === undefined ? { Parameters: [], NextToken: "2" } : { Parameters: [{ Type: "SecureString" }] },
    DescribeSecret: () => ({ VersionIdsToStages: { "1": ["AWSCURRENT"] } }),
  };
}
