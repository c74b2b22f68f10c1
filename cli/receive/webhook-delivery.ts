import { distrust, type SignedRequest } from "../../functions/src/alerts/channels/webhook-signature";
import type { ReceivedAlert } from "../../functions/src/alerts/received-alert";
import { readAlert } from "./read-alert";
import { RefusedDelivery } from "./refused-delivery";

/** The alert of a request from the channel `webhook`; `now` in milliseconds since the epoch. */
export function webhookAlert(request: SignedRequest, secret: string, now: number): ReceivedAlert {
  const reason = distrust(request, secret, now);
  if (reason !== undefined) throw new RefusedDelivery(401, `webhook refused: ${reason}`);
  return readAlert(Buffer.from(request.body).toString("utf8"));
}
