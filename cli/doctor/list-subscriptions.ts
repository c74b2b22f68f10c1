import {
  ListSubscriptionsByTopicCommand,
  type ListSubscriptionsByTopicCommandOutput,
  type Subscription,
} from "@aws-sdk/client-sns";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";

export function isConfirmed({ SubscriptionArn = "" }: Subscription): boolean {
  return SubscriptionArn.startsWith("arn:");
}

export async function listSubscriptions(
  aws: Aws,
  region: string,
  TopicArn: string,
): Promise<Answer<readonly Subscription[]>> {
  const all: Subscription[] = [];
  let token: string | undefined;
  do {
    const answer: Answer<ListSubscriptionsByTopicCommandOutput> = await aws.ask(
      "sns",
      region,
      new ListSubscriptionsByTopicCommand({ TopicArn, ...(token !== undefined && { NextToken: token }) }),
    );
    if (answer.kind !== "found") return answer;
    all.push(...(answer.value.Subscriptions ?? []));
    token = answer.value.NextToken;
  } while (token !== undefined && token !== "");
  return found(all);
}
