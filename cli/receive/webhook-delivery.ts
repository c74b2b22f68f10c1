import { distrust, type SignedRequest } from "@palisade/engine/channels/webhook/webhook-signature";
import { type ReceivedMessage, readMessage } from "./read-message";
import { RefusedDelivery } from "./refused-delivery";

/** The message of a request from the channel `webhook`; `now` in milliseconds since the epoch. */
export function webhookMessage(request: SignedRequest, secret: string, now: number): ReceivedMessage {
  const reason = distrust(request, secret, now);
  if (reason !== undefined) throw new RefusedDelivery(401, `webhook refused: ${reason}`);
  return readMessage(Buffer.from(request.body).toString("utf8"));
}
