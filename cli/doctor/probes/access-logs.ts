import { DescribeRuleCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetBucketLoggingCommand, GetBucketNotificationConfigurationCommand } from "@aws-sdk/client-s3";
import { canonicalJson, parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { ACCESS_LOG_QUEUE, HANDLERS } from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../../../config/config";
import type { AccessLogBucket } from "../../../config/sections/access-logs";
import { commandName } from "../../lib/command-name";
import { counted } from "../../lib/counted";
import { DEPLOY_ALERTING, DEPLOY_PERIMETER } from "../deploy-commands";
import { expectedLogRules } from "../expected-log-rules";
import { lookAtFunction } from "../look-at-function";
import { rule as judge } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown, withoutValue } from "../probe";
import { type Queue, readQueue, waitingIn } from "../queue-attributes";
import { readerLine } from "../reader-line";
import { redriveLine } from "../redrive-line";
import { targetProblem } from "../target-problem";

type LogRule = ReturnType<typeof expectedLogRules>[number];

/** From a bucket's logging to the function that reads its logs. */
export const accessLogs: Probe = {
  id: "access-logs",
  title: "server access logs are written, and read as they come",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config } = surroundings;
    const { accessLogs: wanted, names } = config;
    if (wanted === undefined) return [pass("access logs", "no perimeter has them on")];
    const { incidentsTable, topicArn } = HANDLERS.accessLogs.environment;
    const variables = { [incidentsTable]: names.table, [topicArn]: arnOf(config, "sns", names.topic) };
    const lines = await Promise.all([
      ...wanted.logBuckets.flatMap((logBucket) => [
        ...logBucket.sources.map((source) => loggingLine(source, logBucket, surroundings)),
        notificationLine(logBucket, surroundings),
      ]),
      ...expectedLogRules(config).map((rule) => ruleLine(rule, surroundings)),
      queueLines(surroundings),
      deadLetterLine(surroundings),
      lookAtFunction(names.accessLogs, { variables, knows: "knows table and topic" }, surroundings),
      readerLine({ queue: names.accessLogsQueue, reader: names.accessLogs }, surroundings),
    ]);
    return lines.flat();
  },
};

/** Logs that are already written somewhere else than the configuration says are no one's to change but their owner's. */
async function loggingLine(source: string, logBucket: AccessLogBucket, { aws }: Surroundings): Promise<Line> {
  const { name, region, create, prefixes } = logBucket;
  const subject = `bucket ${source}, access logs`;
  const fix = create ? DEPLOY_PERIMETER : `have ${source} log into ${name}, or correct accessLogs in palisade.yaml`;
  const answer = await aws.ask("s3", region, new GetBucketLoggingCommand({ Bucket: source }));
  if (answer.kind !== "found") return withoutValue(answer, subject, fix);
  const { TargetBucket, TargetPrefix = "" } = answer.value.LoggingEnabled ?? {};
  if (TargetBucket === undefined) return fail(subject, "are not written", fix);
  if (TargetBucket !== name) return fail(subject, `are written to ${TargetBucket}, expected ${name}`, fix);
  // What is read begins so; where it is written to may go on.
  const isRead = prefixes.some((prefix) => TargetPrefix.startsWith(prefix));
  const problem = isRead ? undefined : `are written under ${TargetPrefix || "no prefix"}, which is not read`;
  return failIf(problem, subject, `are written to ${name}`, fix);
}

async function notificationLine(
  { name, region, notifies }: AccessLogBucket,
  { config, aws }: Surroundings,
): Promise<Line> {
  const subject = `bucket ${name}, notifications`;
  const fix = notifies ? DEPLOY_PERIMETER : `switch on Amazon EventBridge in the properties of bucket ${name}`;
  const answer = await aws.ask("s3", region, new GetBucketNotificationConfigurationCommand({ Bucket: name }));
  if (answer.kind !== "found") return withoutValue(answer, subject, fix);
  const { EventBridgeConfiguration, QueueConfigurations = [] } = answer.value;
  if (EventBridgeConfiguration !== undefined) return pass(subject, "EventBridge is notified of every new log");
  const queueArn = arnOf(config, "sqs", config.names.accessLogsQueue);
  const direct = QueueConfigurations.some(
    ({ QueueArn, Events = [] }) =>
      QueueArn === queueArn && Events.some((event) => `${event}`.startsWith("s3:ObjectCreated:")),
  );
  return failIf(
    direct ? undefined : "no one is notified of new logs",
    subject,
    "the queue is notified of new logs",
    fix,
  );
}

async function ruleLine({ region, name, pattern, target }: LogRule, { aws }: Surroundings): Promise<Line> {
  const subject = `rule ${name} in ${region}`;
  const [described, listed] = await Promise.all([
    aws.ask("events", region, new DescribeRuleCommand({ Name: name })),
    aws.ask("events", region, new ListTargetsByRuleCommand({ Rule: name })),
  ]);
  if (described.kind !== "found") return withoutValue(described, subject, DEPLOY_ALERTING);
  const { State, EventPattern } = described.value;
  if (State !== "ENABLED") {
    const enable = `aws events enable-rule --name ${name} --region ${region}`;
    return fail(subject, "is disabled, so no one is notified of new logs", enable);
  }
  if (canonicalJson(parseJson(EventPattern)) !== canonicalJson(pattern)) {
    return fail(subject, "has another pattern than this configuration gives it", DEPLOY_ALERTING);
  }
  if (listed.kind !== "found") return withoutValue(listed, subject, DEPLOY_ALERTING);
  const problem = targetProblem(listed.value.Targets ?? [], target);
  return failIf(problem, subject, "enabled, tells of new logs", DEPLOY_ALERTING);
}

async function queueLines({ config, aws }: Surroundings): Promise<readonly Line[]> {
  const { accessLogsQueue: queue, accessLogsDeadLetterQueue: deadLetterQueue } = config.names;
  const answer = await readQueue(aws, config.region, queue);
  if (answer.kind !== "found") return [withoutValue(answer, `queue ${queue}`, DEPLOY_ALERTING)];
  return [
    policyLine(queue, answer.value, config),
    redriveLine(answer.value, { queue, deadLetterQueue, tries: ACCESS_LOG_QUEUE.maxReceiveCount }, config),
  ];
}

function policyLine(queue: string, { attributes }: Queue, config: PalisadeConfig): Line {
  const subject = `queue ${queue}, policy`;
  const { accessLogsRule: rule } = config.names;
  const ruling = judge(parseJson(attributes["Policy"]), {
    service: "events.amazonaws.com",
    action: "sqs:SendMessage",
    resource: attributes["QueueArn"] ?? "",
    facts: {
      "aws:sourcearn": arnOf(config, "events", `rule/${rule}`),
      "aws:sourceaccount": config.account,
      "aws:securetransport": "true",
    },
  });
  if (ruling.kind === "undecided") return unknown(subject, { why: ruling.because });
  const problem = ruling.kind === "allowed" ? undefined : `does not let rule ${rule} send`;
  return failIf(problem, subject, `lets rule ${rule} send`, DEPLOY_ALERTING);
}

async function deadLetterLine({ config, aws }: Surroundings): Promise<Line> {
  const { accessLogsDeadLetterQueue: name } = config.names;
  const subject = `queue ${name}, dead letters`;
  const answer = await readQueue(aws, config.region, name);
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const waiting = waitingIn(answer.value);
  return failIf(
    waiting === 0 ? undefined : `names ${counted(waiting, "access log")} that no one has read to the end`,
    subject,
    "is empty",
    `${commandName()} dlq list, then ${commandName()} dlq redrive`,
  );
}
