import { type Notice, noticeTexts } from "../notice";
import { severityColor } from "../severity-color";
import type { SlackMessage } from "./alert";
import { slackText } from "./escape";

/** The notice for Slack, in plain text only, without where it goes. */
export function slackNotice(notice: Notice): SlackMessage {
  const { title, text } = noticeTexts(notice, slackText);
  return {
    text: title,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }],
    attachments: [
      {
        color: severityColor(notice.severity),
        blocks: [{ type: "section", text: { type: "plain_text", text, emoji: false } }],
      },
    ],
  };
}
