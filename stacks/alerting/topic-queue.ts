import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { denyPlainHttp, policyDocument, type Statement } from "../constructs/policy-document";

export interface TopicQueueProps {
  readonly name: string;
  readonly deadLetterName: string;
  readonly topicArn: string;
  /** Which messages of the topic come in, by their attributes. */
  readonly filter: Readonly<Record<string, readonly unknown[]>>;
  /** EventBridge rules that send to it besides the topic. */
  readonly ruleArns: readonly string[];
  readonly visibilityTimeoutSeconds: number;
  /** After so many failed receives a message is dead. */
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
}

/** A queue that gets a part of a topic's messages as they were published, with dead letters of its own. SQS's own encryption: the topic needs no grant for it. */
export class TopicQueue extends Construct {
  readonly arn: string;
  readonly url: string;
  readonly deadLetterArn: string;
  readonly deadLetterUrl: string;

  constructor(scope: Construct, id: string, props: TopicQueueProps) {
    super(scope, id);
    const { topicArn, ruleArns, retentionSeconds: messageRetentionSeconds } = props;
    const shared = { messageRetentionSeconds, sqsManagedSseEnabled: true };
    const deadLetters = new SqsQueue(this, "dead-letters", { name: props.deadLetterName, ...shared });
    const queue = new SqsQueue(this, "resource", {
      name: props.name,
      ...shared,
      receiveWaitTimeSeconds: 20,
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: props.maxReceiveCount }),
    });
    const rules = ruleArns.length > 0 ? [sends("RulesSend", "events.amazonaws.com", ruleArns)] : [];
    const senders = [sends("TopicSends", "sns.amazonaws.com", [topicArn]), ...rules];
    this.addPolicy("policy", queue, senders);
    // What they could not deliver.
    const buries = this.addPolicy("dead-letters-policy", deadLetters, senders);
    new SnsTopicSubscription(this, "subscription", {
      topicArn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
      filterPolicy: JSON.stringify(props.filter),
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn }),
      dependsOn: [buries],
    });
    this.arn = queue.arn;
    this.url = queue.url;
    this.deadLetterArn = deadLetters.arn;
    this.deadLetterUrl = deadLetters.url;
  }

  private addPolicy(id: string, { arn, url }: SqsQueue, senders: readonly Statement[]): SqsQueuePolicy {
    const statements = senders.map((statement) => ({ ...statement, Resource: arn }));
    return new SqsQueuePolicy(this, id, {
      queueUrl: url,
      policy: policyDocument([...statements, denyPlainHttp("sqs:*", arn)]),
    });
  }
}

function sends(Sid: string, Service: string, sourceArns: readonly string[]): Statement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: "sqs:SendMessage",
    Condition: { ArnLike: { "aws:SourceArn": sourceArns } },
  };
}
