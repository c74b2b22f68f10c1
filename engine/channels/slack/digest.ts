import type { ReceivedDigest } from "../../digest/received-digest";
import { type DigestRoom, digestTexts } from "../digest-texts";
import type { SlackBlock, SlackMessage } from "./alert";
import { slackText, slackWords } from "./escape";

/** Slack takes some 13,000 characters a message, and 3,000 a block. */
const ROOM: DigestRoom = { all: 11_000, most: 2900, least: 600 };

/** The digest for Slack, in plain text only but for its headings, without where it goes. */
export function slackDigest(digest: ReceivedDigest): SlackMessage {
  const { title, color, sections } = digestTexts(digest, ROOM, slackText, slackWords);
  const blocks = sections.flatMap(({ heading, text }): readonly SlackBlock[] => [
    { type: "section", text: { type: "mrkdwn", text: `*${heading}*`, verbatim: true } },
    { type: "section", text: { type: "plain_text", text, emoji: false } },
  ]);
  return {
    text: title,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }],
    attachments: [{ color, blocks }],
  };
}
