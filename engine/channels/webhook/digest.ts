import type { ReceivedDigest } from "../../digest/received-digest";
import type { ChannelRequest } from "../channel-request";
import { signedRequest, type WebhookTarget } from "./signed-request";

/** The digest as it was published, which its `kind` tells from an alert. */
export function webhookDigest({ id, published }: ReceivedDigest, target: WebhookTarget, now: number): ChannelRequest {
  return signedRequest(id, published, target, now);
}
