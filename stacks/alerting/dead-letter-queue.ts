import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { QueuePolicy } from "./queue-policy";

export interface DeadLetterQueueProps {
  readonly name: string;
  /** EventBridge rules whose undeliverable events end here. */
  readonly ruleArns: readonly string[];
  readonly provider?: AwsProvider;
}

/** SQS keeps nothing longer. */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** Where events go that could not be delivered or handled: kept for 14 days, to be looked at and redriven. */
export class DeadLetterQueue extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "resource", {
      provider: props.provider,
      name: props.name,
      messageRetentionSeconds: RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
    });
    new QueuePolicy(this, "policy", { queue, ruleArns: props.ruleArns, provider: props.provider });
    this.arn = queue.arn;
  }
}
