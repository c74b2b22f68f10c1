import type { ReceivedAlert } from "../../alerts/received-alert";
import type { ChannelRequest } from "../channel-request";
import { ocsfFinding } from "./ocsf";
import type { WebhookFormat } from "./settings";
import { signedRequest, type WebhookTarget } from "./signed-request";

/**
 * The alert for any receiver of JSON, signed. Text from events stands as it was logged: the receiver escapes it for where it shows it.
 * `now` in milliseconds since the epoch.
 */
export function webhookAlert(
  alert: ReceivedAlert,
  target: WebhookTarget & { readonly format: WebhookFormat },
  now: number,
): ChannelRequest {
  return signedRequest(alert.id, target.format === "ocsf" ? ocsfFinding(alert) : alert.published, target, now);
}
