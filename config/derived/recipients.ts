import { vendorOf } from "@palisade/engine/channels/registry";
import type { ChannelAbilities } from "@palisade/engine/channels/vendor";
import type { PalisadeConfig } from "../config";

type Notified = Pick<PalisadeConfig, "alerts" | "channels" | "routing">;

/** Addresses and default channels that every digest reaches; the kinds without a place for one are left out, and text messages too. */
export function digestReaders({ alerts, ...config }: Notified): readonly string[] {
  return [...alerts.email, ...defaultChannelsThat("takesDigests", config)];
}

/** Recipients of Palisade's own alarms: these have no severity, and so pass no filter of severities. */
export function alarmRecipients({ alerts, ...config }: Notified): readonly string[] {
  return [
    ...(alerts.emailSeverity === undefined ? alerts.email : []),
    ...(alerts.smsSeverity === undefined ? alerts.sms : []),
    ...defaultChannelsThat("takesNotices", config),
  ];
}

/** What is valid, and may yet leave alerts unread; a sentence each. */
export function recipientDoubts(config: Notified): readonly string[] {
  const { alerts, channels } = config;
  if (alerts.email.length + alerts.sms.length + channels.length === 0) {
    return ["no one is notified: add an address to alerts.email or a channel, or subscribe to the topic yourself"];
  }
  const [only, ...others] = alarmRecipients(config);
  if (only === undefined || others.length > 0 || !channels.some(({ name }) => name === only)) return [];
  return [
    `Palisade's own alarms go to channel ${only} alone, even the alarm that the channel itself fails: add an address to alerts.email without emailSeverity, or another channel to default`,
  ];
}

function defaultChannelsThat(
  ability: keyof ChannelAbilities,
  { channels, routing }: Pick<Notified, "channels" | "routing">,
): readonly string[] {
  return routing.default.filter((name) =>
    channels.some((one) => one.name === name && vendorOf(one.settings).abilities[ability]),
  );
}
