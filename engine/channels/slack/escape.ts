import { codeToFit, escapeToFit } from "../escape-to-fit";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Mentions and links begin with these three, in plain text as in Markdown. */
function entity(char: string): string {
  return ENTITIES[char] ?? char;
}

/**
 * Text for Slack's plain text, where nothing else is parsed.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackText(text: string, longest: number): string {
  return escapeToFit(text, longest, entity);
}

/** Text for Slack's Markdown, without the characters that format: for words of our own, which need none. */
export function slackWords(text: string, longest: number): string {
  return slackText(text.replace(/[*_~`]/g, ""), longest);
}

/** Text for Slack's Markdown that a caller may have chosen, as code. */
export function slackCode(text: string, longest: number): string {
  return codeToFit(text, longest, entity);
}
