import type { Severity } from "../../severity";
import { bold, button, html, messageBlock } from "../page-html";
import { addChannel, EXAMPLE_LINKS, putParameter } from "../page-text";
import type { ChannelPage } from "../vendor";
import { type DiscordMessage, discordAlert } from "./alert";

export const DISCORD_PAGE: ChannelPage = {
  title: "Discord",
  setUp: [
    "In the channel's settings, under **Integrations**, **Webhooks**, create a webhook and copy its URL.",
    putParameter("/palisade/discord"),
    addChannel("discord: { kind: discord, webhook: ssm:/palisade/discord }"),
    "Deploy.",
  ],
  behaves: "No message notifies anyone by name: `allowed_mentions` allows none.",
  show: (alert) => messageAsHtml(discordAlert(alert, EXAMPLE_LINKS), alert.severity),
};

function messageAsHtml({ embeds: [embed] }: DiscordMessage, severity: Severity): string {
  const { title, description, fields, footer } = embed;
  const rows = fields.map(
    ({ name, value }) => `${bold(unescaped(name))}: ${name === "Links" ? linksAsHtml(value) : markdownAsHtml(value)}`,
  );
  return messageBlock(
    [bold(unescaped(title)), html(unescaped(description)), ...rows, `<sub>${html(footer.text)}</sub>`],
    severity,
  );
}

function markdownAsHtml(text: string): string {
  const code = /^`([^`]+)`$/.exec(text)?.[1];
  return code === undefined ? html(unescaped(text)) : `<code>${html(code)}</code>`;
}

function linksAsHtml(text: string): string {
  return html(text).replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, url: string) => button(label, url));
}

function unescaped(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}
