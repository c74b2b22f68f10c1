import { type ChannelRequest, jsonRequest } from "../channel-request";
import { signatureHeaders } from "./webhook-signature";

export interface WebhookTarget {
  readonly url: string;
  /** Shared with the receiver, who checks the signature by it. */
  readonly secret: string;
}

/**
 * A signed POST of JSON. The id makes it safe to send again: a receiver that keeps the ids it saw acts once. `now` in milliseconds since
 * the epoch.
 */
export function signedRequest(id: string, value: object, { url, secret }: WebhookTarget, now: number): ChannelRequest {
  const body = JSON.stringify(value);
  return jsonRequest(url, body, { "idempotency-key": id, ...signatureHeaders(body, secret, now) });
}
