import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { arnOf, type Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import { denyPlainHttp, policyDocument } from "../constructs/policy-document";

export interface Subscribers {
  readonly endpoints: readonly string[];
  /** Which messages they are sent, by their attributes, as SNS writes filter policies; absent means all. */
  readonly filter?: object;
}

export interface AlertTopicProps {
  readonly name: string;
  readonly displayName: string;
  readonly place: Place;
  /** Absent means unencrypted at rest: CloudWatch cannot publish under the key that AWS manages for SNS. */
  readonly keyArn?: string;
  readonly email: Subscribers;
  /** Phone numbers in E.164 form. */
  readonly sms: Subscribers;
  /** Alarms of this account whose names begin so may publish. */
  readonly alarmPrefix: string;
}

/** The topic that people subscribe to. Its policy allows the alarms; functions publish by their roles' policies, subscribers by IAM. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "resource", {
      name: props.name,
      displayName: props.displayName,
      kmsMasterKeyId: props.keyArn,
    });
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          Sid: "AlarmsPublish",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: {
            StringEquals: { "aws:SourceAccount": props.place.account },
            ArnLike: { "aws:SourceArn": arnOf(props.place, "cloudwatch", `alarm:${props.alarmPrefix}-*`) },
          },
        },
        denyPlainHttp("sns:Publish", topic.arn),
      ]),
    });
    for (const [protocol, { endpoints, filter }] of Object.entries({ email: props.email, sms: props.sms })) {
      for (const endpoint of endpoints) {
        new SnsTopicSubscription(this, `${protocol}-${endpoint}`, {
          topicArn: topic.arn,
          protocol,
          endpoint,
          ...(filter && { filterPolicy: JSON.stringify(filter) }),
        });
      }
    }
    this.arn = topic.arn;
  }
}
