import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { DeadLetterQueue } from "./dead-letter-queue";
import { type Notifying, QueuePolicy } from "./queue-policy";

export interface EventQueueProps {
  readonly name: string;
  readonly deadLetterName: string;
  /** EventBridge rules that send to it. */
  readonly ruleArns: readonly string[];
  /** Buckets that send to it without a rule. */
  readonly notifying?: Notifying;
  /** How long a received message stays hidden: six times the function's timeout, says AWS. */
  readonly visibilityTimeoutSeconds: number;
  /** After so many failed receives a message is dead. */
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
}

/** The queue between rules and the function that reads it, with its dead letters. SQS's own encryption: EventBridge needs no grant for it. */
export class EventQueue extends Construct {
  readonly arn: string;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, "dead-letters", {
      name: props.deadLetterName,
      ruleArns: props.ruleArns,
    });
    const queue = new SqsQueue(this, "resource", {
      name: props.name,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: props.retentionSeconds,
      receiveWaitTimeSeconds: 20,
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetters.arn,
        maxReceiveCount: props.maxReceiveCount,
      }),
    });
    new QueuePolicy(this, "policy", {
      queue,
      ruleArns: props.ruleArns,
      ...(props.notifying && { notifying: props.notifying }),
    });
    this.arn = queue.arn;
  }
}
