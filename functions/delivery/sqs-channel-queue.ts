import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { FAIL_FAST } from "../platform/fail-fast";
import type { ChannelQueue } from "./channel-queue";

export interface SqsChannelQueueOptions {
  readonly client?: SQSClient;
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
  readonly channel: string;
}

/** SQS takes less, but a reason is one sentence. */
const LONGEST_REASON = 250;

/** Twelve hours, less the time that the message has been out. */
export const MOST_SECONDS = 43_000;

/** For which SQS holds a new message back. */
const LONGEST_DELAY_SECONDS = 900;

export function createSqsChannelQueue(options: SqsChannelQueueOptions): ChannelQueue {
  const { client = new SQSClient(FAIL_FAST), queueUrl, deadLetterUrl, channel } = options;
  return {
    hide: async ({ receiptHandle }, forMs) => {
      const seconds = Math.min(Math.max(Math.ceil(forMs / 1000), 1), MOST_SECONDS);
      const input = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
      await client.send(new ChangeMessageVisibilityCommand(input));
    },
    sendLater: async (MessageBody, afterMs) => {
      const DelaySeconds = Math.min(Math.max(Math.ceil(afterMs / 1000), 0), LONGEST_DELAY_SECONDS);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }));
    },
    bury: async ({ body, attributes }, reason) => {
      const text = (StringValue: string) => ({ DataType: "String", StringValue });
      const MessageAttributes = {
        reason: text(reason.slice(0, LONGEST_REASON)),
        channel: text(channel),
        receives: text(attributes.ApproximateReceiveCount),
      };
      await client.send(new SendMessageCommand({ QueueUrl: deadLetterUrl, MessageBody: body, MessageAttributes }));
    },
  };
}
