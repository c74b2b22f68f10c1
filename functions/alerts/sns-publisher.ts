import type { SNSClient } from "@aws-sdk/client-sns";
import { PublishCommand } from "@aws-sdk/client-sns";
import type { Routing } from "@palisade/engine/alerts/routing";
import type { Enrich } from "@palisade/engine/enrichment/enricher";
import type { Publish } from "@palisade/engine/incidents/outbox";
import { snsMessage } from "./sns-message";

export interface SnsPublisherOptions {
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly project: string;
  /** Absent where there is no channel. */
  readonly routing?: Routing | undefined;
  /** Adds what is known to each announcement; absent adds nothing. */
  readonly enrich?: Enrich;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Publishes announcements to a topic; throws what the client throws. */
export function createSnsPublisher({ client, topicArn, project, routing, enrich, now }: SnsPublisherOptions): Publish {
  return async (announcement, { duplicatesPossible }) => {
    const detectedAt = now();
    const enriched = enrich ? await enrich(announcement) : announcement;
    const alert = { ...enriched, project, detectedAt, duplicatesPossible };
    await client.send(new PublishCommand(snsMessage(alert, topicArn, routing)));
  };
}
