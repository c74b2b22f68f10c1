import { type QuietHours, quietUntil } from "@palisade/engine/alerts/quiet-hours";
import type { ReceivedAlert } from "@palisade/engine/alerts/received-alert";
import type { Channel } from "@palisade/engine/channels/channel";

/** Until when quiet hours keep an alert from a channel, in milliseconds since the epoch; undefined when it may go out. */
export function heldUntil(
  alert: ReceivedAlert,
  channel: Pick<Channel, "isLimited">,
  quietHours: QuietHours | undefined,
  now: number,
): number | undefined {
  return channel.isLimited(alert) ? quietUntil(quietHours, alert.severity, now) : undefined;
}
