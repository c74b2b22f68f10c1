import {
  parseReceivedAlert,
  type ReceivedAlert,
  UnreadableAlertError,
} from "../../functions/src/alerts/received-alert";
import { RefusedDelivery } from "./refused-delivery";

/** The alert in a text that its signature vouches for; what is none can never become one, so nobody should send it again. */
export function readAlert(json: string): ReceivedAlert {
  try {
    return parseReceivedAlert(JSON.parse(json));
  } catch (error) {
    if (error instanceof UnreadableAlertError) throw new RefusedDelivery(422, error.message);
    throw new RefusedDelivery(422, `alert cannot be read: got ${json.length} characters that are not JSON`);
  }
}
