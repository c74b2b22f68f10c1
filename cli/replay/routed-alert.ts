import { quietUntil } from "@palisade/engine/alerts/quiet-hours";
import { channelsOf } from "@palisade/engine/alerts/routing";
import { vendorOf } from "@palisade/engine/channels/registry";
import type { PalisadeConfig } from "../../config/config";
import type { ReplayAlert } from "./fold-alerts";

/** Where alerts go, as far as the configuration says. */
export type Recipients = Pick<PalisadeConfig, "channels" | "routing" | "quietHours">;

/** An alert with the channels that it would have gone to. */
export interface RoutedAlert extends ReplayAlert {
  readonly channels: readonly string[];
  /** Those of them from which quiet hours would have kept it: the digest has it instead. */
  readonly held: readonly string[];
}

/** By the same rules as when deployed, with what enrichment added; without channels each goes to none. */
export function routed(alert: ReplayAlert, recipients: Recipients | undefined): RoutedAlert {
  if (recipients === undefined || recipients.channels.length === 0) return { ...alert, channels: [], held: [] };
  const { channels, routing, quietHours } = recipients;
  const names = channelsOf(alert.announcement, routing);
  const { severity, match } = alert.announcement;
  const isQuiet = quietUntil(quietHours, severity, match.time) !== undefined;
  const isKept = (name: string) =>
    channels.some((one) => one.name === name && vendorOf(one.settings).abilities.isLimited);
  return { ...alert, channels: names, held: isQuiet ? names.filter(isKept) : [] };
}
