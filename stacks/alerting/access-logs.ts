import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { arnOf, bucketArn, type Place } from "@palisade/engine/arn";
import { ACCESS_LOG_QUEUE, COUNT_ALERTS, HANDLERS, METRICS } from "@palisade/functions/platform/requirements";
import { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { accessLogRules } from "../../config/derived/access-log-rules";
import type { AccessLogsConfig } from "../../config/sections/access-logs";
import { HandlerFunction } from "../constructs/handler-function";
import { MetricAlarm } from "../constructs/metric-alarm";
import { allow, type Statement } from "../constructs/policy-document";
import { EventQueue } from "./event-queue";
import { EventRules, ruleArnPatterns } from "./event-rules";
import { readBucketTags } from "./incident-function";

export interface AccessLogsProps {
  readonly config: PalisadeConfig;
  readonly accessLogs: AccessLogsConfig;
  readonly place: Place;
  /** Folder of the bundles, relative to the working directory. */
  readonly bundles: string;
  /** Files beside the bundle, as JSON, by name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Further files beside the bundle: their paths, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether alerts are enriched with the tags of buckets. */
  readonly readsTags: boolean;
  readonly topicArn: string;
  readonly table: { readonly arn: string; readonly tableName: string };
  /** The key of table, topic and logs, where they have one. */
  readonly keyArn: string | undefined;
}

const READER = HANDLERS.accessLogs;

/** From a new server access log to the alert: rules, queue, and the function that reads the log; and what watches over them. */
export class AccessLogs extends Construct {
  readonly ruleNames: readonly string[];
  private readonly props: AccessLogsProps;

  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    this.props = props;
    const queue = this.addQueue();
    this.ruleNames = this.addRules(queue);
    this.addReader(queue);
    this.watch();
  }

  private addQueue(): EventQueue {
    const { config, accessLogs, place } = this.props;
    const { names } = config;
    const { visibilityTimeoutSeconds, maxReceiveCount, retentionSeconds } = ACCESS_LOG_QUEUE;
    // S3 sends to queues of its own region only; a bucket of Palisade's own tells EventBridge, and no one else.
    const direct = accessLogs.logBuckets.filter(({ create, region }) => !create && region === place.region);
    return new EventQueue(this, "queue", {
      name: names.accessLogsQueue,
      deadLetterName: names.accessLogsDeadLetterQueue,
      ruleArns: ruleArnPatterns(arnOf(place, "events", `rule/${names.accessLogsRule}`)),
      ...(direct.length > 0 && {
        notifying: {
          bucketArns: direct.map(({ name }) => bucketArn({ bucket: name, partition: place.partition })),
          account: place.account,
        },
      }),
      visibilityTimeoutSeconds,
      maxReceiveCount,
      retentionSeconds,
    });
  }

  private addRules(queue: EventQueue): readonly string[] {
    const { config, place, topicArn } = this.props;
    const rules = accessLogRules(config, place.region);
    if (rules === undefined) return [];
    const { ruleNames } = new EventRules(this, "rules", {
      ...rules,
      description: "Tells the function that reads server access logs of new ones",
      target: { arn: queue.arn, deadLetterArn: queue.deadLetters.arn },
    });
    for (const rule of ruleNames) {
      new MetricAlarm(this, `rule-${rule}`, {
        name: `${config.names.alarmPrefix}-${rule}-failed`,
        description: `Rule ${rule} heard of access logs that it could not tell the queue of. They are in ${config.names.accessLogsDeadLetterQueue} where that was possible.`,
        namespace: "AWS/Events",
        metric: "FailedInvocations",
        dimensions: { RuleName: rule },
        topicArn,
      });
    }
    return ruleNames;
  }

  private addReader(queue: EventQueue): void {
    const { config, bundles, data, files, topicArn, table, keyArn } = this.props;
    const { names } = config;
    const { environment, bundle, memoryMb, timeoutSeconds } = READER;
    const reader = new HandlerFunction(this, "reader", {
      name: names.accessLogs,
      description: "Reads server access logs, and alerts on what only they show",
      roleName: names.accessLogsRole,
      bundle: `${bundles}/${bundle}/index.js`,
      data,
      ...(files && { files }),
      environment: { [environment.incidentsTable]: table.tableName, [environment.topicArn]: topicArn },
      memoryMb,
      timeoutSeconds,
      policies: { [`${names.accessLogs}-work`]: this.workPolicy(queue) },
      logRetentionDays: config.logRetentionDays,
      logKeyArn: keyArn,
      alarms: { prefix: names.alarmPrefix, topicArn },
    });
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: queue.arn,
      functionName: reader.arn,
      batchSize: ACCESS_LOG_QUEUE.batchSize,
      maximumBatchingWindowInSeconds: ACCESS_LOG_QUEUE.batchWindowSeconds,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: ACCESS_LOG_QUEUE.maximumConcurrency },
    });
  }

  private workPolicy(queue: EventQueue): readonly Statement[] {
    const { config, accessLogs, place, topicArn, table, keyArn } = this.props;
    const { actions } = READER;
    const bucketArns = accessLogs.logBuckets.map(({ name }) => bucketArn({ bucket: name, partition: place.partition }));
    const logs = accessLogs.logBuckets.flatMap(({ name, prefixes }) =>
      prefixes.map((prefix) => `${bucketArn({ bucket: name, partition: place.partition })}/${prefix}*`),
    );
    return [
      allow([...actions.incidentsTable, ...(config.digest ? [COUNT_ALERTS] : [])], table.arn),
      allow(actions.topic, topicArn),
      allow(actions.queue, queue.arn),
      allow(actions.logBuckets, bucketArns),
      // Of a log bucket only what is a log.
      allow(actions.logObjects, logs),
      ...(this.props.readsTags ? [readBucketTags(place)] : []),
      ...(keyArn === undefined ? [] : [allow([...actions.topicKey, ...actions.incidentsKey], keyArn)]),
    ];
  }

  private watch(): void {
    const { config, topicArn } = this.props;
    const { alarmPrefix, accessLogsQueue: queue, accessLogsDeadLetterQueue: deadLetters, accessLogs } = config.names;
    new MetricAlarm(this, "dead-letters-alarm", {
      name: `${alarmPrefix}-${deadLetters}`,
      description: `Queue ${deadLetters} names access logs that nobody has read to the end. The log of ${accessLogs} says why. Mend it, then redrive them.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: deadLetters },
      topicArn,
    });
    new MetricAlarm(this, "oldest-message-alarm", {
      name: `${alarmPrefix}-${queue}-oldest-message`,
      description: `Queue ${queue} names access logs that have waited for hours: ${accessLogs} fails, or does not keep up.`,
      namespace: "AWS/SQS",
      metric: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      above: ACCESS_LOG_QUEUE.oldestMessageSeconds,
      dimensions: { QueueName: queue },
      topicArn,
    });
    new MetricAlarm(this, "vanished-alarm", {
      name: `${alarmPrefix}-${accessLogs}-vanished`,
      description: `Access logs were gone before Palisade read them, so nobody was alerted about what they held. The log of ${accessLogs} names them. Who deletes logs, or does a lifecycle rule expire them within a day?`,
      namespace: METRICS.namespace,
      metric: "LogObjectsVanished",
      dimensions: { [METRICS.dimension]: config.project },
      topicArn,
    });
    new MetricAlarm(this, "malformed-alarm", {
      name: `${alarmPrefix}-${accessLogs}-malformed`,
      description: `Access logs have lines that Palisade cannot read, so nobody was alerted about those. The log of ${accessLogs} says in which logs, and why.`,
      namespace: METRICS.namespace,
      metric: "LogLinesMalformed",
      dimensions: { [METRICS.dimension]: config.project },
      topicArn,
    });
  }
}
