import type { ChannelSettings } from "./channel-settings";

/** What a kind of channel does besides showing alerts. `openChannel` opens it so; the configuration is checked against this. */
export interface ChannelAbilities {
  /** Whether quiet hours and `rateCap` keep alerts from it. */
  readonly isLimited: boolean;
  /** Shows Palisade's own alarms, and how many alerts were folded. */
  readonly takesNotices: boolean;
  readonly takesDigests: boolean;
}

const CHAT: ChannelAbilities = { isLimited: true, takesNotices: true, takesDigests: true };

export const CHANNEL_ABILITIES: Readonly<Record<ChannelSettings["kind"], ChannelAbilities>> = {
  slack: CHAT,
  teams: CHAT,
  discord: CHAT,
  webhook: CHAT,
  pagerduty: { isLimited: true, takesNotices: true, takesDigests: false },
  securityhub: { isLimited: false, takesNotices: false, takesDigests: false },
};
