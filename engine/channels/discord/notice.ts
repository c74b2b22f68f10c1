import { type Notice, noticeTexts } from "../notice";
import { severityColor } from "../severity-color";
import { discordText } from "./escape";

export function discordNotice(notice: Notice): object {
  const { title, text } = noticeTexts(notice, discordText);
  const color = Number.parseInt(severityColor(notice.severity).slice(1), 16);
  const timestamp = new Date(notice.at).toISOString();
  return { allowed_mentions: { parse: [] }, embeds: [{ title, description: text, color, timestamp }] };
}
