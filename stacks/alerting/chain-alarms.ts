import { Construct } from "constructs";
import { MetricAlarm } from "../constructs/metric-alarm";

export interface ChainAlarmsProps {
  /** Alarms are named `<prefix>-<what>`. */
  readonly prefix: string;
  readonly topicArn: string;
  readonly topic: string;
  /** Whether queues subscribe to the topic, with dead letters. */
  readonly hasQueues: boolean;
  readonly ruleNames: readonly string[];
  readonly queue: string;
  readonly deadLetterQueue: string;
  /** An older message means that the detector does not keep up. */
  readonly oldestMessageSeconds: number;
}

/** What becomes of a message of the topic that no one gets, by CloudWatch's name; the last only where queues subscribe. */
const UNDELIVERED = [
  [
    "NumberOfNotificationsFailed",
    "failed",
    "could not deliver messages to a subscriber. Each subscription's delivery log, or the dead letters of a channel, says which",
  ],
  [
    "NumberOfNotificationsFilteredOut-InvalidAttributes",
    "filtered-out",
    "kept messages from subscribers whose filter could not read their attributes",
  ],
  [
    "NumberOfNotificationsFailedToRedriveToDlq",
    "not-redriven",
    "lost messages to a channel, whose dead letters did not take them either",
  ],
] as const;

/** Says when events get lost or stuck between the rules and the detector, or alerts between the topic and its subscribers. */
export class ChainAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ChainAlarmsProps) {
    super(scope, id);
    const { prefix, topicArn } = props;
    new MetricAlarm(this, "dead-letters", {
      name: `${prefix}-dead-letters`,
      description: `Queue ${props.deadLetterQueue} holds events that nobody was alerted about. Look at them, then redrive them.`,
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: props.deadLetterQueue },
      topicArn,
    });
    new MetricAlarm(this, "oldest-message", {
      name: `${prefix}-oldest-message`,
      description: `Queue ${props.queue} holds events that the detector has not got to: alerts are late.`,
      namespace: "AWS/SQS",
      metric: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      above: props.oldestMessageSeconds,
      dimensions: { QueueName: props.queue },
      topicArn,
    });
    for (const [metric, name, meaning] of UNDELIVERED.slice(0, props.hasQueues ? 3 : 2)) {
      new MetricAlarm(this, `notifications-${name}`, {
        name: `${prefix}-notifications-${name}`,
        description: `Topic ${props.topic} ${meaning}.`,
        namespace: "AWS/SNS",
        metric,
        dimensions: { TopicName: props.topic },
        topicArn,
      });
    }
    for (const rule of props.ruleNames) {
      new MetricAlarm(this, `rule-${rule}`, {
        name: `${prefix}-${rule}-failed`,
        description: `Rule ${rule} matched events that it could not deliver. They are in ${props.deadLetterQueue} where that was possible.`,
        namespace: "AWS/Events",
        metric: "FailedInvocations",
        dimensions: { RuleName: rule },
        topicArn,
      });
    }
  }
}
