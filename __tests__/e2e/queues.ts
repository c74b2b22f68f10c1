import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { AwsClients } from "./aws-clients";
import { ACCOUNT } from "./emulator";

/** What a subscriber gets of an alert. */
export interface ReceivedAlert {
  readonly subject: string;
  /** Message attributes' values by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The message, read. */
  readonly alert: Readonly<Record<string, unknown>>;
}

interface Notification {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly Value: string }>>;
}

/** A queue that is subscribed to a topic. */
export interface Inbox {
  /** Waits for one alert, then a little longer for one too many. */
  readonly onlyAlert: () => Promise<ReceivedAlert>;
  /** Waits for so many alerts, in any order. */
  readonly alerts: (count: number) => Promise<readonly ReceivedAlert[]>;
  /** Everything that is there by now. */
  readonly rest: () => Promise<readonly ReceivedAlert[]>;
}

export async function subscribeInbox({ sqs, call }: AwsClients, region: string, topic: string): Promise<Inbox> {
  const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: "alert-inbox" }));
  await call("sns", "Subscribe", {
    TopicArn: `arn:aws:sns:${region}:${ACCOUNT}:${topic}`,
    Protocol: "sqs",
    Endpoint: `arn:aws:sqs:${region}:${ACCOUNT}:alert-inbox`,
  });
  const rest = async () => (await drain(sqs, url, 0)).map(readAlert);
  const alerts = async (count: number) => {
    const received: ReceivedAlert[] = [];
    while (received.length < count) {
      const more = (await drain(sqs, url, 40)).map(readAlert);
      if (more.length === 0) throw new Error(`${received.length} of ${count} alerts came, and none for 40 s`);
      received.push(...more);
    }
    return received;
  };
  return {
    rest,
    alerts,
    onlyAlert: async () => {
      const [first] = (await drain(sqs, url, 40)).map(readAlert);
      await sleep(2000);
      expect(await rest()).toEqual([]);
      if (first === undefined) throw new Error("no alert came within 40 s");
      return first;
    },
  };
}

/** A deployed queue. */
export interface DeployedQueue {
  readonly send: (body: string) => Promise<void>;
  /** Waits for a message, and takes it off the queue. */
  readonly receive: () => Promise<string | undefined>;
  /** Waits until every message has been handled. */
  readonly handled: () => Promise<void>;
}

export async function openQueue({ sqs }: AwsClients, name: string): Promise<DeployedQueue> {
  const { QueueUrl: url } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return {
    send: async (body) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
    },
    receive: async () => (await drain(sqs, url, 40))[0],
    handled: async () => {
      for (let waited = 0; waited < 40; waited++) {
        if ((await countMessages(sqs, url)) === 0) return;
        await sleep(1000);
      }
      throw new Error(`messages are left in ${name} after 40 s`);
    },
  };
}

const COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;

async function countMessages(sqs: AwsClients["sqs"], url: string | undefined): Promise<number> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...COUNTS] }));
  return COUNTS.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}

/** All messages, taken off the queue; waits up to so many seconds for the first. */
async function drain(sqs: AwsClients["sqs"], url: string | undefined, patience: number): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (let waited = 0; ; waited++) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
    if (Messages.length > 0) continue;
    if (bodies.length > 0 || waited >= patience) return bodies;
    await sleep(1000);
  }
}

function readAlert(body: string): ReceivedAlert {
  const { Subject, Message, MessageAttributes } = JSON.parse(body) as Notification;
  const attributes = Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]);
  return { subject: Subject, attributes: Object.fromEntries(attributes), alert: JSON.parse(Message) };
}
