import type { ReceivedDigest } from "../digest/received-digest";
import { type ChannelRequest, jsonRequest } from "./channel-request";
import { discordText } from "./discord/discord-text";
import { severityColor } from "./severity-color";
import { slackText, slackWords } from "./slack/slack-text";
import { teamsText } from "./teams/teams-text";
import { signatureHeaders } from "./webhook/webhook-signature";

// The limits are those of slack.ts, teams.ts and discord.ts: some 13,000 characters a message in Slack, 28 KB of UTF-8 in Teams, 6,000
// characters in Discord, 1,024 of them in one field. A digest has six sections, and room for eight.
const LONGEST_TITLE = 140;
const LONGEST_HEADING = 80;
const MOST_SECTIONS = 8;

/** Characters of a channel for the lines of all sections. */
interface Room {
  readonly all: number;
  /** The most for one section, and the least that is left for each that follows. */
  readonly most: number;
  readonly least: number;
}

const SLACK: Room = { all: 11_000, most: 2900, least: 600 };
const TEAMS: Room = { all: 6400, most: 2000, least: 400 };
const DISCORD: Room = { all: 5000, most: 1000, least: 300 };

/** The digest for Slack, in plain text only but for its headings, without where it goes. */
export function slackDigest(digest: ReceivedDigest): object {
  const plain = (text: string) => ({ type: "section", text: { type: "plain_text", text, emoji: false } });
  const title = slackText(digest.title, LONGEST_TITLE);
  const blocks = fitted(digest, SLACK, slackText).flatMap(({ heading, text }) => {
    const bold = `*${slackWords(heading, LONGEST_HEADING)}*`;
    return [{ type: "section", text: { type: "mrkdwn", text: bold, verbatim: true } }, plain(text)];
  });
  return {
    text: title,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }],
    attachments: [{ color: colorOf(digest), blocks }],
  };
}

/** The digest as an Adaptive Card, whose rich text knows no Markdown. */
export function teamsDigest(digest: ReceivedDigest): object {
  const block = (text: string, style: object) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...style }],
  });
  const title = teamsText(digest.title, LONGEST_TITLE);
  const sections = fitted(digest, TEAMS, teamsText).flatMap(({ heading, text }) => [
    block(teamsText(heading, LONGEST_HEADING), { weight: "Bolder" }),
    ...text.split("\n").map((line) => ({ ...block(line, {}), spacing: "Small" })),
  ]);
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    msteams: { width: "Full" },
    fallbackText: title,
    body: [block(title, { weight: "Bolder", size: "Large" }), ...sections],
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}

export function discordDigest(digest: ReceivedDigest): object {
  const fields = fitted(digest, DISCORD, discordText).map(({ heading, text }) => ({
    name: discordText(heading, LONGEST_HEADING),
    value: text,
    inline: false,
  }));
  const title = discordText(digest.title, LONGEST_TITLE);
  const color = Number.parseInt(colorOf(digest).slice(1), 16);
  const timestamp = new Date(digest.writtenAt).toISOString();
  return { allowed_mentions: { parse: [] }, embeds: [{ title, color, timestamp, fields }] };
}

/** The digest as it was published, told from an alert by its kind, and signed as alerts are; `now` in milliseconds since the epoch. */
export function webhookDigest(
  { id, published }: ReceivedDigest,
  { url, secret }: { readonly url: string; readonly secret: string },
  now: number,
): ChannelRequest {
  const body = JSON.stringify(published);
  return jsonRequest(url, body, { "idempotency-key": id, ...signatureHeaders(body, secret, now) });
}

function colorOf({ needsAttention }: ReceivedDigest): string {
  return severityColor(needsAttention ? "medium" : "informational");
}

interface FittedSection {
  readonly heading: string;
  readonly text: string;
}

/** A line as a channel takes it, of at most so many UTF-16 units. */
type Write = (text: string, longest: number) => string;

/** What one section leaves is for those that follow. */
function fitted({ sections }: ReceivedDigest, { all, most, least }: Room, write: Write): readonly FittedSection[] {
  let left = all;
  return sections.slice(0, MOST_SECTIONS).map(({ heading, lines }, index, { length }) => {
    const text = linesThatFit(lines, Math.min(most, left - least * (length - 1 - index)), write);
    left -= text.length;
    return { heading, text };
  });
}

const REST = 40;

/** As many whole lines as have room, and how many are left; of a first line that is too long, its beginning. */
function linesThatFit(lines: readonly string[], longest: number, write: Write): string {
  const [first = "", ...others] = lines.map((line) => write(line, longest - REST));
  let text = first;
  for (const [index, line] of others.entries()) {
    const isLast = index === others.length - 1;
    if (text.length + 1 + line.length > (isLast ? longest : longest - REST)) {
      return `${text}\n... and ${others.length - index} more lines`;
    }
    text += `\n${line}`;
  }
  return text || "-";
}
