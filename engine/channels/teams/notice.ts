import { type Notice, noticeTexts } from "../notice";
import { teamsText } from "./escape";

/** The notice as an Adaptive Card, whose rich text knows no Markdown. */
export function teamsNotice(notice: Notice): object {
  const { title, text } = noticeTexts(notice, teamsText);
  const block = (content: string, style: object) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text: content, ...style }],
  });
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    fallbackText: title,
    body: [block(title, { weight: "Bolder", size: "Large" }), block(text, {})],
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}
