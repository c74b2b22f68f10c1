import type { SNSClient } from "@aws-sdk/client-sns";
import { PublishCommand } from "@aws-sdk/client-sns";
import type { Publish } from "../incidents/outbox";
import { snsMessage } from "./sns-message";

export interface SnsPublisherOptions {
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly project: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Publishes announcements to a topic; throws what the client throws. */
export function createSnsPublisher({ client, topicArn, project, now }: SnsPublisherOptions): Publish {
  return async (announcement, { duplicatesPossible }) => {
    const alert = { ...announcement, project, detectedAt: now(), duplicatesPossible };
    await client.send(new PublishCommand(snsMessage(alert, topicArn)));
  };
}
