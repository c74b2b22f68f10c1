import type { ReceivedDigest } from "../../digest/received-digest";
import { type DigestRoom, digestTexts } from "../digest-texts";
import { teamsText } from "./escape";

/** Teams takes 28 KB of UTF-8. */
const ROOM: DigestRoom = { all: 6400, most: 2000, least: 400 };

/** The digest as an Adaptive Card, whose rich text knows no Markdown. */
export function teamsDigest(digest: ReceivedDigest): object {
  const { title, sections } = digestTexts(digest, ROOM, teamsText);
  const block = (text: string, style: object) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...style }],
  });
  const parts = sections.flatMap(({ heading, text }) => [
    block(heading, { weight: "Bolder" }),
    ...text.split("\n").map((line) => ({ ...block(line, {}), spacing: "Small" })),
  ]);
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    msteams: { width: "Full" },
    fallbackText: title,
    body: [block(title, { weight: "Bolder", size: "Large" }), ...parts],
  };
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}
