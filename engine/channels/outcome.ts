import { isInternalHost } from "./internal-address";
import { readRetryAfter } from "./retry-after";
import type { Sent } from "./sent";

/** What a vendor made of a message. */
export type Outcome =
  | { readonly kind: "taken"; readonly body?: string }
  /** Worth another try. */
  | { readonly kind: "later"; readonly reason: string; readonly afterMs?: number }
  /** The same message will never be taken; with another secret it may. */
  | { readonly kind: "refused"; readonly reason: string };

/** Request timeout, too early, too many requests. */
export const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** What the status says; some vendors say more in the body. `now` in milliseconds since the epoch. */
export function outcomeByStatus(sent: Sent, now: number): Outcome {
  if (sent.kind === "unanswered") return { kind: "later", reason: sent.reason };
  if (sent.kind === "forbidden") return { kind: "refused", reason: sent.reason };
  const { status, body } = sent;
  if (status >= 200 && status < 300) return body === undefined ? { kind: "taken" } : { kind: "taken", body };
  if (status >= 300 && status < 400) return { kind: "refused", reason: redirection(status, sent.location) };
  if (status < 500 && !TRANSIENT_STATUSES.has(status)) return { kind: "refused", reason: `answered ${status}` };
  const afterMs = readRetryAfter(sent.retryAfter, now);
  return { kind: "later", reason: `answered ${status}`, ...(afterMs !== undefined && { afterMs }) };
}

function redirection(status: number, location: URL | undefined): string {
  if (location === undefined) return `answered ${status}, a redirect to nowhere`;
  const where = isInternalHost(location.hostname) ? "an internal address, refused" : "another address, not followed";
  return `answered ${status}, a redirect to ${where}`;
}
