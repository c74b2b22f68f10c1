import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import { readQueue } from "../doctor/queue-attributes";
import { type DeadLetter, readDeadLetter } from "./dead-letter";
import type { DeadLetterQueue } from "./dead-letter-queues";

export interface ListedQueue {
  readonly queue: string;
  readonly region: string;
  /** How many there are, more or less: SQS counts approximately. */
  readonly waiting: number;
  readonly letters: readonly DeadLetter[];
}

/** SQS hands out ten at a time. */
const BATCH = 10;
/** While it lasts no one else sees them, redrive included. */
const HIDDEN_SECONDS = 30;

/** Looks at the messages of one dead-letter queue, up to `most` of them, and gives them back. */
export async function listDeadLetters(aws: Aws, queue: DeadLetterQueue, most: number): Promise<Answer<ListedQueue>> {
  const { name, region } = queue;
  const read = await readQueue(aws, region, name);
  if (read.kind !== "found") return read;
  const { url, attributes } = read.value;
  const messages = new Map<string, Message>();
  try {
    while (messages.size < most) {
      const answer: Answer<ReceiveMessageCommandOutput> = await aws.ask(
        "sqs",
        region,
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(BATCH, most - messages.size),
          MessageAttributeNames: ["All"],
          MessageSystemAttributeNames: ["All"],
          VisibilityTimeout: HIDDEN_SECONDS,
          // A long poll asks every server of the queue, a short one only some of them.
          WaitTimeSeconds: 1,
        }),
      );
      if (answer.kind !== "found") return answer;
      const fresh = (answer.value.Messages ?? []).filter(({ MessageId = "" }) => !messages.has(MessageId));
      for (const message of fresh) messages.set(message.MessageId ?? "", message);
      if (fresh.length === 0) break;
    }
  } finally {
    await giveBack(aws, region, url, [...messages.values()]);
  }
  const letters = [...messages.values()].map((message) => readDeadLetter(message, queue));
  const waiting = Math.max(Number(attributes["ApproximateNumberOfMessages"] ?? 0), letters.length);
  return found({
    queue: name,
    region,
    waiting,
    letters: letters.toSorted((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0)),
  });
}

async function giveBack(aws: Aws, region: string, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let from = 0; from < messages.length; from += BATCH) {
    const Entries = messages
      .slice(from, from + BATCH)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    // Where this fails they come back by themselves.
    await aws.ask("sqs", region, new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
