import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { denyPlainHttp, policyDocument, type Statement } from "../constructs/policy-document";

export interface QueuePolicyProps {
  readonly queue: SqsQueue;
  /** EventBridge rules that may send, as ARNs or ARN patterns. */
  readonly ruleArns: readonly string[];
  /** Buckets whose notifications may come in without a rule. */
  readonly notifying?: Notifying;
  readonly provider?: AwsProvider;
}

export interface Notifying {
  readonly bucketArns: readonly string[];
  /** Whose buckets they are: a bucket's ARN does not say. */
  readonly account: string;
}

/** Lets EventBridge send for the given rules, and no one else without IAM's leave; refuses plain HTTP. */
export class QueuePolicy extends Construct {
  constructor(scope: Construct, id: string, { queue, ruleArns, notifying, provider }: QueuePolicyProps) {
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
        ...(notifying ? [bucketsNotify(queue.arn, notifying)] : []),
        denyPlainHttp("sqs:*", queue.arn),
      ]),
    });
  }
}

function bucketsNotify(queueArn: string, { bucketArns, account }: Notifying): Statement {
  return {
    Sid: "BucketsNotify",
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnLike: { "aws:SourceArn": bucketArns }, StringEquals: { "aws:SourceAccount": account } },
  };
}
