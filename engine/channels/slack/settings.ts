import type { ChannelKey } from "../channel-key";
import { WEBHOOK_KEY } from "../channel-key";
import { isSecretName, type SecretName } from "../secret-name";

/** An incoming webhook, or a bot, with which an incident becomes one thread. */
export type SlackSettings = { readonly kind: "slack" } & (
  | { readonly webhook: SecretName }
  | {
      readonly token: SecretName;
      /** Id of the channel. */
      readonly channel: string;
    }
);

export type SlackKey = "webhook" | "token" | "channel";

export const SLACK_KEYS: Readonly<Record<SlackKey, ChannelKey>> = {
  webhook: WEBHOOK_KEY,
  token: {
    form: "secret",
    when: ", instead of webhook",
    about: "where the bot's token is, which gives one thread an incident",
  },
  channel: {
    form: "text",
    when: " with a token",
    about: "id of the channel",
    pattern: /^[CGD][A-Z0-9]{6,20}$/,
    what: "not the id of a Slack channel",
    expected: "an id such as C0123456789",
    fix: "copy it from the end of the channel's details in Slack",
  },
};

export function slackSettings({
  webhook,
  token,
  channel,
}: Readonly<Partial<Record<SlackKey, string>>>): SlackSettings | undefined {
  if (isSecretName(token) && channel !== undefined) return { kind: "slack", token, channel };
  return isSecretName(webhook) ? { kind: "slack", webhook } : undefined;
}
