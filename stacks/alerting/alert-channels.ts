import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { arnOf, type Place } from "@palisade/engine/arn";
import { secretOf, vendorOf } from "@palisade/engine/channels/registry";
import type { SecretName } from "@palisade/engine/channels/secret-name";
import { CHANNEL_QUEUE, HANDLERS, SETTINGS_FILE } from "@palisade/functions/platform/requirements";
import { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { alarmRule } from "../../config/derived/alarm-rule";
import { channelNames } from "../../config/derived/channel-names";
import { notifierSettings } from "../../config/derived/notifier-settings";
import type { ChannelConfig } from "../../config/sections/channels";
import { HandlerFunction } from "../constructs/handler-function";
import { MetricAlarm } from "../constructs/metric-alarm";
import { allow, type Statement } from "../constructs/policy-document";
import { EventRules } from "./event-rules";
import { TopicQueue } from "./topic-queue";

export interface AlertChannelsProps {
  readonly config: PalisadeConfig;
  readonly place: Place;
  /** Folder of the bundles, relative to the working directory. */
  readonly bundles: string;
  readonly topicArn: string;
  readonly table: { readonly arn: string; readonly tableName: string };
  /** The key of table and logs, where they have one. */
  readonly keyArn: string | undefined;
}

const NOTIFIER = HANDLERS.notifier;

/**
 * Every channel's own queue, dead letters, function, role and alarms: what one channel refuses holds up no other. The topic's subscribers
 * by e-mail get Palisade's own alarms from it; the default channels get them from a rule, since an alarm's message has no
 * attributes, and so passes no filter.
 */
export class AlertChannels extends Construct {
  private readonly props: AlertChannelsProps;

  constructor(scope: Construct, id: string, props: AlertChannelsProps) {
    super(scope, id);
    this.props = props;
    for (const channel of props.config.channels) this.addChannel(channel);
  }

  private addChannel(channel: ChannelConfig): void {
    const { config, place, topicArn } = this.props;
    const { name } = channel;
    const names = channelNames(config, name);
    const alarms = alarmRule(config, name);
    const queue = new TopicQueue(this, `${name}-queue`, {
      name: names.queue,
      deadLetterName: names.deadLetterQueue,
      topicArn,
      filter: { channels: [name] },
      ruleArns: alarms ? [arnOf(place, "events", `rule/${alarms.name}`)] : [],
      visibilityTimeoutSeconds: CHANNEL_QUEUE.visibilityTimeoutSeconds,
      maxReceiveCount: CHANNEL_QUEUE.maxReceiveCount,
      retentionSeconds: CHANNEL_QUEUE.retentionSeconds,
    });
    if (alarms) {
      new EventRules(this, `${name}-alarms`, {
        name: alarms.name,
        description: `Tells channel ${name} of Palisade's own alarms`,
        patterns: [alarms.pattern],
        target: { arn: queue.arn, deadLetterArn: queue.deadLetterArn },
      });
      new MetricAlarm(this, `${name}-alarms-failed`, {
        name: `${config.names.alarmPrefix}-${alarms.name}-failed`,
        description: `Rule ${alarms.name} could not tell channel ${name} of Palisade's own alarms. They are in ${names.deadLetterQueue} where that was possible.`,
        namespace: "AWS/Events",
        metric: "FailedInvocations",
        dimensions: { RuleName: alarms.name },
        topicArn,
      });
    }
    this.addNotifier(channel, queue);
    this.watch(channel, names.queue, names.deadLetterQueue);
  }

  private addNotifier(channel: ChannelConfig, queue: TopicQueue): void {
    const { config, bundles, topicArn, table, keyArn } = this.props;
    const { name, settings } = channel;
    const names = channelNames(config, name);
    const { environment, bundle, memoryMb, timeoutSeconds } = NOTIFIER;
    const notifier = new HandlerFunction(this, name, {
      name: names.function,
      description: `Sends alerts to channel ${name} (${settings.kind})`,
      roleName: names.role,
      bundle: `${bundles}/${bundle}/index.js`,
      data: { [SETTINGS_FILE]: notifierSettings(config, channel) },
      environment: {
        [environment.incidentsTable]: table.tableName,
        [environment.queueUrl]: queue.url,
        [environment.deadLetterUrl]: queue.deadLetterUrl,
      },
      memoryMb,
      timeoutSeconds,
      policies: { [`${names.function}-work`]: this.workPolicy(channel, queue) },
      logRetentionDays: config.logRetentionDays,
      logKeyArn: keyArn,
      alarms: { prefix: config.names.alarmPrefix, topicArn },
    });
    new LambdaEventSourceMapping(this, `${name}-source`, {
      eventSourceArn: queue.arn,
      functionName: notifier.arn,
      batchSize: CHANNEL_QUEUE.batchSize,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: CHANNEL_QUEUE.maximumConcurrency },
    });
  }

  private workPolicy({ name, settings }: ChannelConfig, queue: TopicQueue): readonly Statement[] {
    const { place, table, keyArn } = this.props;
    const { actions } = NOTIFIER;
    const secret = secretOf(settings);
    const vendor = vendorOf(settings);
    return [
      allow(actions.incidentsTable, table.arn),
      allow(actions.queue, queue.arn),
      allow(actions.deadLetterQueue, queue.deadLetterArn),
      ...(keyArn === undefined ? [] : [allow(actions.incidentsKey, keyArn)]),
      ...(secret === undefined ? [] : [this.readsSecret(name, secret)]),
      ...vendor.actions.map(({ action, resource }) => allow([action], resource(place))),
      ...(vendor.abilities.keepsOpen ? [allow(actions.ends, queue.arn)] : []),
    ];
  }

  /** A plan fails where Secrets Manager has no such secret. SSM can only be asked with the answer in Terraform's state, so it is not. */
  private readsSecret(channel: string, secret: SecretName): Statement {
    const name = secret.slice(secret.indexOf(":") + 1);
    if (secret.startsWith("ssm:")) {
      const parameter = arnOf(this.props.place, "ssm", `parameter/${name.replace(/^\//, "")}`);
      return allow(NOTIFIER.actions.parameter, parameter);
    }
    return allow(NOTIFIER.actions.secret, new DataAwsSecretsmanagerSecret(this, `${channel}-secret`, { name }).arn);
  }

  private watch({ name }: ChannelConfig, queue: string, deadLetterQueue: string): void {
    const { config, topicArn } = this.props;
    new MetricAlarm(this, `${name}-dead-letters-alarm`, {
      name: `${config.names.alarmPrefix}-${deadLetterQueue}`,
      description: `Queue ${deadLetterQueue} holds alerts that channel ${name} did not take. Each has its reason. Mend it, then redrive them.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: deadLetterQueue },
      topicArn,
    });
    new MetricAlarm(this, `${name}-oldest-message-alarm`, {
      name: `${config.names.alarmPrefix}-${queue}-oldest-message`,
      description: `Queue ${queue} holds alerts that channel ${name} has not taken for long. The function's log says why.`,
      namespace: "AWS/SQS",
      metric: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      above: CHANNEL_QUEUE.oldestMessageSeconds,
      dimensions: { QueueName: queue },
      topicArn,
    });
  }
}
