import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { denyPlainHttp, policyDocument } from "./policy-document";

export interface QueuePolicyProps {
  readonly queue: SqsQueue;
  /** EventBridge rules that may send, as ARNs or ARN patterns. */
  readonly ruleArns: readonly string[];
  readonly provider?: AwsProvider;
}

/** Lets EventBridge send for the given rules, and nobody else without IAM's leave; refuses plain HTTP. */
export class QueuePolicy extends Construct {
  constructor(scope: Construct, id: string, { queue, ruleArns, provider }: QueuePolicyProps) {
    super(scope, id);
    new SqsQueuePolicy(this, "resource", {
      provider,
      queueUrl: queue.url,
      policy: policyDocument([
        {
          Sid: "RulesSend",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnLike: { "aws:SourceArn": ruleArns } },
        },
        denyPlainHttp("sqs:*", queue.arn),
      ]),
    });
  }
}
