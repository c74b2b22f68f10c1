import { plainLine } from "../alerts/sanitize";
import type { Severity } from "../severity";
import type { ChannelRequest } from "./channel-request";
import { jsonRequest } from "./channel-request";
import { discordText } from "./discord/discord-text";
import { severityColor } from "./severity-color";
import { slackText } from "./slack/slack-text";
import { teamsText } from "./teams/teams-text";
import { signatureHeaders } from "./webhook/webhook-signature";

/** Something to say that is no alert: how many were folded, that Palisade itself is ill, or that somebody tries the channel. */
export interface Notice {
  /** Unique, and equal where the same one comes twice. */
  readonly id: string;
  /** The same for all that is told of one thing. */
  readonly about: string;
  readonly kind: "folded" | "alarm" | "test";
  readonly severity: Severity;
  /** Whether what `about` names is over. */
  readonly isOver: boolean;
  readonly title: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const LONGEST_TITLE = 140;
const LONGEST_TEXT = 1500;

/** Vendors refuse a message with an empty text. */
function line(text: string, longest: number): string {
  return plainLine(text, longest).trim() || "-";
}

/** The notice for Slack, in plain text only, without where it goes. */
export function slackNotice(notice: Notice): object {
  const entities = (text: string, longest: number) => slackText(line(text, longest), longest);
  const plain = (text: string, longest: number) => ({
    type: "plain_text",
    text: entities(text, longest),
    emoji: false,
  });
  return {
    text: entities(notice.title, LONGEST_TITLE),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: "header", text: plain(notice.title, LONGEST_TITLE) }],
    attachments: [
      { color: severityColor(notice.severity), blocks: [{ type: "section", text: plain(notice.text, LONGEST_TEXT) }] },
    ],
  };
}

/** The notice as an Adaptive Card, whose rich text knows no Markdown. */
export function teamsNotice({ title, text }: Notice): object {
  const shown = (content: string, longest: number) => teamsText(line(content, longest), longest);
  const block = (content: string, longest: number, style: object) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text: shown(content, longest), ...style }],
  });
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    fallbackText: shown(title, LONGEST_TITLE),
    body: [block(title, LONGEST_TITLE, { weight: "Bolder", size: "Large" }), block(text, LONGEST_TEXT, {})],
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}

export function discordNotice({ title, text, severity, at }: Notice): object {
  const escaped = (content: string, longest: number) => discordText(line(content, longest), longest);
  const color = Number.parseInt(severityColor(severity).slice(1), 16);
  const timestamp = new Date(at).toISOString();
  return {
    allowed_mentions: { parse: [] },
    embeds: [{ title: escaped(title, LONGEST_TITLE), description: escaped(text, LONGEST_TEXT), color, timestamp }],
  };
}

const PAGERDUTY = {
  critical: "critical",
  high: "error",
  medium: "warning",
  low: "info",
  informational: "info",
} as const;

/** What is over resolves what it was about. */
export function pagerDutyNotice(notice: Notice, routingKey: string, project: string): object {
  const head = { routing_key: routingKey, dedup_key: notice.about };
  if (notice.isOver) return { ...head, event_action: "resolve" };
  const payload = {
    summary: plainLine(`${notice.title}: ${notice.text}`, 1024),
    source: project,
    severity: PAGERDUTY[notice.severity],
    timestamp: new Date(notice.at).toISOString(),
  };
  return { ...head, event_action: "trigger", client: `Palisade, project ${project}`, payload };
}

/** Version of a notice's JSON, apart from that of alerts. */
const NOTICE_SCHEMA = 1;

/** The notice as JSON, told from an alert by `notice`, and signed as alerts are. */
export function webhookNotice(
  notice: Notice,
  target: { url: string; secret: string },
  project: string,
  now: number,
): ChannelRequest {
  const { id, kind, at, ...shown } = notice;
  const fields = { schema: NOTICE_SCHEMA, notice: kind, id, project, ...shown, at: new Date(at).toISOString() };
  const body = JSON.stringify(fields);
  return jsonRequest(target.url, body, { "idempotency-key": id, ...signatureHeaders(body, target.secret, now) });
}
