import { codeIn, objectIn } from "../answer";
import { type Channel, PLAIN_CHANNEL } from "../channel";
import { jsonRequest } from "../channel-request";
import type { LinkOptions } from "../links";
import { CHAT, type Vendor } from "../vendor";
import { slackAlert } from "./alert";
import { slackDigest } from "./digest";
import { slackNotice } from "./notice";
import { slackApiOutcome, slackWebhookOutcome } from "./outcome";
import { SLACK_PAGE } from "./page";
import { SLACK_KEYS, type SlackKey, type SlackSettings, slackSettings } from "./settings";

/** Slack takes one message a second. */
const PACE_MS = 1000;

export const slack: Vendor<SlackSettings, SlackKey> = {
  kind: "slack",
  title: "Slack",
  abilities: CHAT,
  keys: SLACK_KEYS,
  keySets: [["webhook"], ["token", "channel"]],
  hosts: { ownMessagesOnly: ["hooks.slack.com", "hooks.slack-gov.com"], anyMessage: [] },
  settingsOf: slackSettings,
  secretOf: (settings) => ("webhook" in settings ? settings.webhook : settings.token),
  actions: [],
  detailsOf: (settings) => ("channel" in settings ? [`to channel ${settings.channel}`] : []),
  open: (settings, { links }) => ("webhook" in settings ? webhookChannel(links) : botChannel(settings.channel, links)),
  mendingOf: (settings, { how, storeSecret }) =>
    "channel" in settings && how === "again"
      ? `invite the bot to ${settings.channel}, or mend its token: ${storeSecret}`
      : undefined,
  pages: [SLACK_PAGE],
};

function webhookChannel(links: LinkOptions): Channel {
  return {
    ...PLAIN_CHANNEL,
    paceMs: PACE_MS,
    alertRequest: (alert, url) => jsonRequest(url, slackAlert(alert, links)),
    noticeRequest: (notice, url) => jsonRequest(url, slackNotice(notice)),
    digestRequest: (digest, url) => jsonRequest(url, slackDigest(digest)),
    outcomeOf: slackWebhookOutcome,
  };
}

function botChannel(channel: string, links: LinkOptions): Channel {
  const post = (message: object, token: string) =>
    jsonRequest(
      "https://slack.com/api/chat.postMessage",
      { channel, ...message },
      { authorization: `Bearer ${token}` },
    );
  return {
    ...PLAIN_CHANNEL,
    paceMs: PACE_MS,
    isThreaded: true,
    alertRequest: (alert, token, thread) =>
      post({ ...(thread !== undefined && { thread_ts: thread }), ...slackAlert(alert, links) }, token),
    noticeRequest: (notice, token) => post(slackNotice(notice), token),
    digestRequest: (digest, token) => post(slackDigest(digest), token),
    outcomeOf: slackApiOutcome,
    threadOf: (body = "") => codeIn(objectIn({ status: 200, body })?.["ts"], /^\d{1,12}\.\d{1,9}$/),
  };
}
