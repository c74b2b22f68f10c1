import { parseReceivedAlert, type ReceivedAlert, UnreadableAlertError } from "@palisade/engine/alerts/received-alert";
import { plainLine } from "@palisade/engine/alerts/sanitize";
import { parseReceivedDigest } from "@palisade/engine/digest/received-digest";
import { type Fields, isFields } from "@palisade/engine/events/fields";
import { RefusedDelivery } from "./refused-delivery";

/** What is told: an alert, or something else, of which the receiver only says that it came. */
export type ReceivedMessage =
  | { readonly kind: "alert"; readonly alert: ReceivedAlert }
  | {
      readonly kind: "digest" | "notice";
      /** One plain line. */
      readonly title: string;
    };

/** The message in a text that its signature vouches for; what is none can never become one, so no one should send it again. */
export function readMessage(json: string): ReceivedMessage {
  try {
    const value: unknown = JSON.parse(json);
    return readOther(value) ?? { kind: "alert", alert: parseReceivedAlert(value) };
  } catch (error) {
    if (error instanceof UnreadableAlertError) throw new RefusedDelivery(422, error.message);
    throw new RefusedDelivery(422, `alert cannot be read: got ${json.length} characters that are not JSON`);
  }
}

function readOther(value: unknown): ReceivedMessage | undefined {
  const digest = parseReceivedDigest(value);
  if (digest !== undefined) return { kind: "digest", title: plainLine(digest.title, 200) };
  return isFields(value) && isNotice(value) ? { kind: "notice", title: plainLine(value["title"], 200) } : undefined;
}

/** How many alerts were folded, or that one of Palisade's own alarms changed. */
function isNotice(value: Fields): value is Fields & { readonly title: string } {
  return typeof value["notice"] === "string" && typeof value["title"] === "string";
}
