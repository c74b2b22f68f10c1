import type { Severity } from "../../severity";
import { bold, button, html, messageBlock } from "../page-html";
import { addChannel, EXAMPLE_LINKS, putParameter } from "../page-text";
import type { ChannelPage } from "../vendor";
import { type SlackBlock, type SlackMessage, slackAlert } from "./alert";

export const SLACK_PAGE: ChannelPage = {
  title: "Slack",
  setUp: [
    "At https://api.slack.com/apps create an app, enable **Incoming Webhooks**, add one to your channel and copy its URL.",
    putParameter("/palisade/slack"),
    addChannel("team-slack: { kind: slack, webhook: ssm:/palisade/slack }"),
    "For one thread for each incident, use a bot's token instead (scope `chat:write`, and invite the bot): `{ kind: slack, token: ssm:/palisade/slack-bot, channel: C0123456 }`.",
    "Deploy.",
  ],
  behaves:
    "Mentions, links and formatting in names and keys stay text: they are shown as code or plain text, with `&`, `<` and `>` escaped. Links lead only to your console and your runbooks, and are not unfurled.",
  show: (alert) => slackAsHtml(slackAlert(alert, EXAMPLE_LINKS), alert.severity),
};

/** A message to Slack as HTML that GitHub shows: what Slack would parse is parsed here, and nothing else. */
export function slackAsHtml({ blocks, attachments }: SlackMessage, severity: Severity): string {
  return messageBlock([...blocks, ...attachments[0].blocks].flatMap(blockAsHtml), severity);
}

function blockAsHtml(block: SlackBlock): readonly string[] {
  if (block.type === "header") return [bold(decoded(block.text.text))];
  if (block.type === "context") return block.elements.map(({ text }) => `<sub>${markdownAsHtml(text)}</sub>`);
  if (block.type === "actions") return [block.elements.map(({ text, url }) => button(text.text, url)).join(" ")];
  if ("fields" in block) return block.fields.map(({ text }) => markdownAsHtml(text));
  return [block.text.type === "mrkdwn" ? markdownAsHtml(block.text.text) : html(decoded(block.text.text))];
}

function markdownAsHtml(text: string): string {
  return html(decoded(text))
    .replace(/`([^`\n]+)`/g, "<code>$1</code>")
    .replace(/^\*([^*\n]+)\*$/gm, "<b>$1</b>")
    .replace("</b>\n", "</b>: ");
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
