import { PLAIN_CHANNEL } from "../channel";
import { WEBHOOK_KEY } from "../channel-key";
import { type ChannelRequest, jsonRequest } from "../channel-request";
import { CHAT, type Vendor } from "../vendor";
import { discordAlert } from "./alert";
import { discordDigest } from "./digest";
import { discordNotice } from "./notice";
import { discordOutcome } from "./outcome";
import { DISCORD_PAGE } from "./page";
import { type DiscordSettings, discordSettings } from "./settings";

export const discord: Vendor<DiscordSettings, "webhook"> = {
  kind: "discord",
  title: "Discord",
  abilities: CHAT,
  keys: { webhook: WEBHOOK_KEY },
  keySets: [["webhook"]],
  hosts: { ownMessagesOnly: ["discord.com", "discordapp.com"], anyMessage: [] },
  settingsOf: discordSettings,
  secretOf: ({ webhook }) => webhook,
  actions: [],
  detailsOf: () => [],
  open: (_, { links }) => ({
    ...PLAIN_CHANNEL,
    // Discord takes thirty messages a minute.
    paceMs: 2000,
    alertRequest: (alert, webhook) => post(webhook, discordAlert(alert, links)),
    noticeRequest: (notice, webhook) => post(webhook, discordNotice(notice)),
    digestRequest: (digest, webhook) => post(webhook, discordDigest(digest)),
    outcomeOf: discordOutcome,
  }),
  pages: [DISCORD_PAGE],
};

/** Posts a message and, by `wait`, learns whether Discord kept it: without, a message that it drops is not an error. */
function post(webhook: string, message: object): ChannelRequest {
  const url = new URL(webhook);
  url.searchParams.set("wait", "true");
  return jsonRequest(url.href, message);
}
