import { discord } from "./discord/discord";
import { pagerDuty } from "./pagerduty/pagerduty";
import type { SecretName } from "./secret-name";
import { securityHub } from "./securityhub/securityhub";
import { slack } from "./slack/slack";
import { teams } from "./teams/teams";
import type { Vendor } from "./vendor";
import { webhook } from "./webhook/webhook";

/** All kinds of channels, one line each, in the order of the documentation. */
export const VENDORS = {
  slack,
  pagerduty: pagerDuty,
  teams,
  discord,
  webhook,
  securityhub: securityHub,
} as const;

export type ChannelKind = keyof typeof VENDORS;

type SettingsByKind = {
  readonly [Kind in ChannelKind]: (typeof VENDORS)[Kind] extends Vendor<infer Settings, infer _> ? Settings : never;
};

/** What a channel is, and where its secrets are; `kind` tells whose it is. */
export type ChannelSettings<Kind extends ChannelKind = ChannelKind> = {
  readonly [Each in Kind]: SettingsByKind[Each] & { readonly kind: Each };
}[Kind];

const BY_KIND: { readonly [Kind in ChannelKind]: Vendor<ChannelSettings<Kind>> } = VENDORS;

export const CHANNEL_KINDS: readonly ChannelKind[] = Object.values(VENDORS).map(({ kind }) => kind);

/** The vendor of a channel, to be asked about these settings. */
export function vendorOf<Kind extends ChannelKind>(settings: ChannelSettings<Kind>): Vendor<ChannelSettings<Kind>> {
  return BY_KIND[settings.kind];
}

/** Name of the secret that a channel needs; undefined when it needs none. */
export function secretOf(settings: ChannelSettings): SecretName | undefined {
  return vendorOf(settings).secretOf(settings);
}
