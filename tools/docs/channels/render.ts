import type { DiscordMessage } from "@palisade/engine/channels/discord/discord";
import type { PagerDutyEvent } from "@palisade/engine/channels/pagerduty/pagerduty";
import type { SlackBlock, SlackMessage } from "@palisade/engine/channels/slack/slack";
import type { TeamsMessage } from "@palisade/engine/channels/teams/teams";
import type { Severity } from "@palisade/engine/severity";

/** What stands for a colour where Markdown has none. */
const SQUARES: Readonly<Record<Severity, string>> = {
  critical: "🟥",
  high: "🟥",
  medium: "🟧",
  low: "🟦",
  informational: "⬜",
};

/** A message to Slack as HTML that GitHub shows: what Slack would parse is parsed here, and nothing else. */
export function slackAsHtml({ blocks, attachments }: SlackMessage, severity: Severity): string {
  const lines = [...blocks, ...attachments[0].blocks].flatMap(slackBlock);
  return quote([`${SQUARES[severity]} ${lines[0] ?? ""}`, ...lines.slice(1)]);
}

function slackBlock(block: SlackBlock): readonly string[] {
  if (block.type === "header") return [bold(decoded(block.text.text))];
  if (block.type === "context") return block.elements.map(({ text }) => `<sub>${slackMarkdown(text)}</sub>`);
  if (block.type === "actions") return [block.elements.map(({ text, url }) => button(text.text, url)).join(" ")];
  if ("fields" in block) return block.fields.map(({ text }) => slackMarkdown(text));
  return [block.text.type === "mrkdwn" ? slackMarkdown(block.text.text) : html(decoded(block.text.text))];
}

function slackMarkdown(text: string): string {
  return html(decoded(text))
    .replace(/`([^`\n]+)`/g, "<code>$1</code>")
    .replace(/^\*([^*\n]+)\*$/gm, "<b>$1</b>")
    .replace("</b>\n", "</b>: ");
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** A message to Discord. */
export function discordAsHtml({ embeds: [embed] }: DiscordMessage, severity: Severity): string {
  const { title, description, fields, footer } = embed;
  return quote([
    `${SQUARES[severity]} ${bold(unescaped(title))}`,
    html(unescaped(description)),
    ...fields.map(
      ({ name, value }) =>
        `${bold(unescaped(name))}: ${name === "Links" ? discordLinks(value) : discordMarkdown(value)}`,
    ),
    `<sub>${html(footer.text)}</sub>`,
  ]);
}

function discordMarkdown(text: string): string {
  const code = /^`([^`]+)`$/.exec(text)?.[1];
  return code === undefined ? html(unescaped(text)) : `<code>${html(code)}</code>`;
}

function discordLinks(text: string): string {
  return html(text).replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, url: string) => button(label, url));
}

function unescaped(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** An Adaptive Card. */
export function teamsAsHtml({ attachments: [{ content }] }: TeamsMessage, severity: Severity): string {
  const lines = content.body
    .flatMap((element) => (element.type === "Container" ? element.items : [element]))
    .map(({ inlines }) => inlines.map(teamsRun).join(""));
  const buttons = content.actions.map(({ title, url }) => button(title, url)).join(" ");
  return quote([`${SQUARES[severity]} ${lines[0] ?? ""}`, ...lines.slice(1), ...(buttons === "" ? [] : [buttons])]);
}

type Run = Extract<
  TeamsMessage["attachments"][0]["content"]["body"][number],
  { type: "RichTextBlock" }
>["inlines"][number];

function teamsRun({ text, weight, isSubtle }: Run): string {
  if (weight === "Bolder") return bold(text);
  return isSubtle ? `<sub>${html(text)}</sub>` : html(text);
}

/** An event of PagerDuty's as its incident shows it. */
export function pagerDutyAsHtml(event: PagerDutyEvent): string {
  const key = `<sub>dedup key ${event.dedup_key}</sub>`;
  if (event.event_action === "resolve") return quote([bold("Resolved"), key]);
  const { severity, summary, source, custom_details: details } = event.payload;
  return quote([
    `${bold(severity)} ${html(summary)}`,
    `${bold("Source")}: ${html(source)}`,
    ...Object.entries(details).map(([label, value]) => `${bold(label)}: ${html([value].flat().join("\n"))}`),
    event.links.map(({ text, href }) => button(text, href)).join(" "),
    key,
  ]);
}

/** One block of HTML: GitHub reads Markdown again after an empty line, so there is none. */
function quote(lines: readonly string[]): string {
  return ["<blockquote>", ...lines.map((line) => `${line.replaceAll("\n", "<br>\n")}<br>`), "</blockquote>"].join("\n");
}

function bold(text: string): string {
  return `<b>${html(text)}</b>`;
}

function button(text: string, url: string): string {
  return `<kbd><a href="${url}">${html(text)}</a></kbd>`;
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
