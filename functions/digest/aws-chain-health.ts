import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { ChainHealth } from "@palisade/engine/digest/chain-health";
import { FAIL_FAST } from "../platform/fail-fast";

export interface AwsChainHealthOptions {
  readonly cloudWatch?: CloudWatchClient;
  readonly sqs?: SQSClient;
}

/** A hundred alarms at once is all there is to say. */
const MOST_ALARMS = 100;

/** Asks CloudWatch for alarms, and SQS itself for what its queues hold: of a quiet queue CloudWatch knows nothing after six hours. */
export function createAwsChainHealth({
  cloudWatch = new CloudWatchClient(FAIL_FAST),
  sqs = new SQSClient(FAIL_FAST),
}: AwsChainHealthOptions = {}): ChainHealth {
  return {
    alarms: async (prefix) => {
      const input = {
        AlarmNamePrefix: prefix,
        // Composite ones would need a wider permission, and Palisade has none.
        AlarmTypes: ["MetricAlarm" as const],
        StateValue: "ALARM" as const,
        MaxRecords: MOST_ALARMS,
      };
      const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand(input));
      // Not everything that answers as CloudWatch does heeds the state beside a prefix.
      const raised = MetricAlarms.filter(({ StateValue }) => StateValue === "ALARM");
      return raised.map(({ AlarmName, AlarmDescription, StateUpdatedTimestamp }) => ({
        name: AlarmName ?? "without a name",
        ...(AlarmDescription && { description: AlarmDescription }),
        ...(StateUpdatedTimestamp && { since: StateUpdatedTimestamp.getTime() }),
      }));
    },
    deadLetters: async (queue) => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
      );
      const messages = Number(Attributes?.["ApproximateNumberOfMessages"] ?? Number.NaN);
      if (Number.isNaN(messages)) throw new Error("SQS answered without a number of messages");
      return { queue, messages };
    },
  };
}
