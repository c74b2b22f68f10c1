import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";

export interface Queue {
  readonly url: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export async function readQueue(aws: Aws, region: string, name: string): Promise<Answer<Queue>> {
  const address = await aws.ask("sqs", region, new GetQueueUrlCommand({ QueueName: name }));
  if (address.kind !== "found") return address;
  const { QueueUrl: url = "" } = address.value;
  const answer = await aws.ask(
    "sqs",
    region,
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
  );
  return answer.kind === "found" ? found({ url, attributes: answer.value.Attributes ?? {} }) : answer;
}

/** How many messages wait to be received. */
export function waitingIn({ attributes }: Queue): number {
  return Number(attributes["ApproximateNumberOfMessages"] ?? 0);
}
