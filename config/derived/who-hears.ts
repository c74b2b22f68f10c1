import { vendorOf } from "@palisade/engine/channels/registry";
import type { ChannelAbilities } from "@palisade/engine/channels/vendor";
import type { PalisadeConfig } from "../config";

type Hearing = Pick<PalisadeConfig, "alerts" | "channels" | "routing">;

/** Addresses and default channels that every digest reaches; the kinds without a place for one are left out, and text messages too. */
export function digestReaders({ alerts, ...config }: Hearing): readonly string[] {
  return [...alerts.email, ...defaultChannelsThat("takesDigests", config)];
}

/** Who hears of Palisade's own alarms: they have no severity, and so pass no filter of severities. */
export function alarmHearers({ alerts, ...config }: Hearing): readonly string[] {
  return [
    ...(alerts.emailSeverity === undefined ? alerts.email : []),
    ...(alerts.smsSeverity === undefined ? alerts.sms : []),
    ...defaultChannelsThat("takesNotices", config),
  ];
}

/** What is valid, and may yet keep people from hearing; a sentence each. */
export function hearingDoubts(config: Hearing): readonly string[] {
  const { alerts, channels } = config;
  if (alerts.email.length + alerts.sms.length + channels.length === 0) {
    return [
      "nobody is named who is alerted: add somebody to alerts.email or a channel, or subscribe to the topic by yourself",
    ];
  }
  const [only, ...others] = alarmHearers(config);
  if (only === undefined || others.length > 0 || !channels.some(({ name }) => name === only)) return [];
  return [
    `Palisade's own alarms go to channel ${only} alone, the one that it is out of order too: add somebody to alerts.email without emailSeverity, or another channel to default`,
  ];
}

function defaultChannelsThat(
  ability: keyof ChannelAbilities,
  { channels, routing }: Pick<Hearing, "channels" | "routing">,
): readonly string[] {
  return routing.default.filter((name) =>
    channels.some((one) => one.name === name && vendorOf(one.settings).abilities[ability]),
  );
}
