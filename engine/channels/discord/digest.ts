import type { ReceivedDigest } from "../../digest/received-digest";
import { type DigestRoom, digestTexts } from "../digest-texts";
import { discordText } from "./escape";

/** Discord takes 6,000 characters, and 1,024 in one field. */
const ROOM: DigestRoom = { all: 5000, most: 1000, least: 300 };

export function discordDigest(digest: ReceivedDigest): object {
  const { title, color, sections } = digestTexts(digest, ROOM, discordText);
  const fields = sections.map(({ heading, text }) => ({ name: heading, value: text, inline: false }));
  const timestamp = new Date(digest.writtenAt).toISOString();
  return {
    allowed_mentions: { parse: [] },
    embeds: [{ title, color: Number.parseInt(color.slice(1), 16), timestamp, fields }],
  };
}
