import { PLAIN_CHANNEL } from "../channel";
import { CHAT, NO_HOSTS, type Vendor } from "../vendor";
import { webhookAlert } from "./alert";
import { webhookDigest } from "./digest";
import { webhookNotice } from "./notice";
import { webhookOutcome } from "./outcome";
import { WEBHOOK_PAGES } from "./page";
import { WEBHOOK_KEYS, type WebhookKey, type WebhookSettings, webhookSettings } from "./settings";

export const webhook: Vendor<WebhookSettings, WebhookKey> = {
  kind: "webhook",
  title: "webhook",
  abilities: CHAT,
  keys: WEBHOOK_KEYS,
  keySets: [["url", "secret"]],
  hosts: NO_HOSTS,
  settingsOf: webhookSettings,
  secretOf: ({ secret }) => secret,
  actions: [],
  detailsOf: ({ url, format }) => [`to ${new URL(url).host}`, `format ${format}`],
  open: ({ url, format }, { project, now }) => ({
    ...PLAIN_CHANNEL,
    paceMs: 100,
    alertRequest: (alert, secret) => webhookAlert(alert, { url, secret, format }, now()),
    noticeRequest: (notice, secret) => webhookNotice(notice, { url, secret }, project, now()),
    digestRequest: (digest, secret) => webhookDigest(digest, { url, secret }, now()),
    outcomeOf: webhookOutcome,
  }),
  mendingOf: (_, { name, how, storeSecret }) =>
    how === "again" ? `correct channels.${name}.url in palisade.yaml, or its secret: ${storeSecret}` : undefined,
  pages: WEBHOOK_PAGES,
};
