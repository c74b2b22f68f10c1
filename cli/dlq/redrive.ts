import {
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandOutput,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import type { Answer } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import { readQueue } from "../doctor/queue-attributes";
import { isAboutAccessLog } from "./dead-letter";
import type { DeadLetterQueue } from "./dead-letter-queues";

export interface RedriveDeps {
  readonly aws: Aws;
  /** Home region, where the queues are that lead on. */
  readonly home: string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How many were moved of how many, as far as is known. */
  readonly onProgress: (moved: number, of: number) => void;
}

export type Redriven =
  | { readonly kind: "moved"; readonly count: number }
  /** Not all were moved; those that were not are where they were. */
  | { readonly kind: "failed"; readonly count: number; readonly why: string };

const POLL_MS = 1000;

/** Moves the messages of a dead-letter queue to the queue from which the detector, or a channel's function, takes them up. */
export function redrive(deps: RedriveDeps, from: DeadLetterQueue): Promise<Redriven> {
  return from.region === deps.home ? moveAtHome(deps, from) : carryOver(deps, from);
}

/** SQS moves by itself within a region. Where to is said, as it does not know for what EventBridge put there. */
async function moveAtHome(
  { aws, home, sleep, onProgress }: RedriveDeps,
  { name, queue }: DeadLetterQueue,
): Promise<Redriven> {
  const [from, to] = await Promise.all([readQueue(aws, home, name), readQueue(aws, home, queue)]);
  if (from.kind !== "found") return failed(0, from);
  if (to.kind !== "found") return failed(0, to);
  const SourceArn = from.value.attributes["QueueArn"];
  const DestinationArn = to.value.attributes["QueueArn"];
  const started = await aws.ask("sqs", home, new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  if (started.kind !== "found") return failed(0, started);
  for (;;) {
    const listed = await aws.ask("sqs", home, new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    if (listed.kind !== "found") return failed(0, listed);
    const [task] = listed.value.Results ?? [];
    const count = task?.ApproximateNumberOfMessagesMoved ?? 0;
    onProgress(count, task?.ApproximateNumberOfMessagesToMove ?? count);
    if (task?.Status === "COMPLETED") return { kind: "moved", count };
    if (task?.Status === "FAILED" || task?.Status === "CANCELLED") {
      return { kind: "failed", count, why: task.FailureReason ?? `the move was ${task.Status.toLowerCase()}` };
    }
    await sleep(POLL_MS);
  }
}

/** Between regions no one else moves them: each is sent, and only then deleted, so that one may come twice but none gets lost. */
async function carryOver({ aws, home, onProgress }: RedriveDeps, source: DeadLetterQueue): Promise<Redriven> {
  const { name, region, queue, logQueue } = source;
  const [from, to] = await Promise.all([readQueue(aws, region, name), readQueue(aws, home, queue)]);
  if (from.kind !== "found") return failed(0, from);
  if (to.kind !== "found") return failed(0, to);
  const logs = logQueue === undefined ? to : await readQueue(aws, home, logQueue);
  if (logs.kind !== "found") return failed(0, logs);
  const QueueUrl = from.value.url;
  // What fails meanwhile and arrives anew would otherwise be carried round and round.
  const most = Number(from.value.attributes["ApproximateNumberOfMessages"] ?? 0);
  let count = 0;
  while (count < most) {
    const received: Answer<ReceiveMessageCommandOutput> = await aws.ask(
      "sqs",
      region,
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: Math.min(10, most - count), WaitTimeSeconds: 1 }),
    );
    if (received.kind !== "found") return failed(count, received);
    const { Messages = [] } = received.value;
    if (Messages.length === 0) break;
    for (const message of Messages) {
      const { Body, ReceiptHandle } = message;
      const { url } = (isAboutAccessLog(message, source) ? logs : to).value;
      const sent = await aws.ask("sqs", home, new SendMessageCommand({ QueueUrl: url, MessageBody: Body }));
      if (sent.kind !== "found") return failed(count, sent);
      const deleted = await aws.ask("sqs", region, new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      if (deleted.kind !== "found") return failed(count, deleted);
      count++;
      onProgress(count, most);
    }
  }
  return { kind: "moved", count };
}

function failed(count: number, answer: Exclude<Answer<unknown>, { readonly kind: "found" }>): Redriven {
  return { kind: "failed", count, why: answer.kind === "unknown" ? answer.why : "the queue does not exist" };
}
