import type { NotifierSettings } from "@palisade/engine/channels/notifier-settings";
import type { PalisadeConfig } from "../config";
import type { ChannelConfig } from "../sections/channels";

/** What the function of a channel needs to know of the configuration. */
export function notifierSettings(
  { project, alerts, quietHours }: PalisadeConfig,
  { name, settings, rateCap }: ChannelConfig,
): NotifierSettings {
  return {
    project,
    name,
    channel: settings,
    rateCap,
    ...(quietHours && { quietHours }),
    ...(alerts.runbooks !== undefined && { runbooks: alerts.runbooks }),
  };
}
