import type { ReceivedAlert } from "../../alerts/received-alert";
import { type ChannelRequest, jsonRequest } from "../channel-request";
import { ocsfFinding } from "./ocsf";
import { signatureHeaders } from "./webhook-signature";

export interface WebhookTarget {
  readonly url: string;
  /** Shared with the receiver, who checks the signature by it. */
  readonly secret: string;
  /** `palisade`: the alert as it was published; `ocsf`: an OCSF Detection Finding. */
  readonly format: "palisade" | "ocsf";
}

/**
 * The alert for any receiver of JSON, signed. The key makes it safe to send again: it is the same for the same alert, so a receiver that
 * keeps the keys it saw acts once. Text from events stands as it was logged: whoever shows it escapes it. `now` in milliseconds since
 * the epoch.
 */
export function webhookRequest(
  alert: ReceivedAlert,
  { url, secret, format }: WebhookTarget,
  now: number,
): ChannelRequest {
  const body = JSON.stringify(format === "ocsf" ? ocsfFinding(alert) : alert.published);
  return jsonRequest(url, body, { "idempotency-key": alert.id, ...signatureHeaders(body, secret, now) });
}
