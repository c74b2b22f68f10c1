import * as z from "zod";

// Slack publishes no schema for machines. This is what its pages say, as far as our messages go, and stricter where those leave room:
// https://docs.slack.dev/reference/block-kit/blocks, where an unknown key or a text too long is `invalid_blocks`.
const text = (longest: number) => z.string().min(1).max(longest);
const plainText = (longest: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: text(longest), emoji: z.boolean() });
const markdown = (longest: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: text(longest), verbatim: z.boolean() });
const button = z.strictObject({
  type: z.literal("button"),
  action_id: text(255),
  text: plainText(75),
  url: z.url({ protocol: /^https$/ }).max(3000),
});
const block = z.union([
  z.strictObject({ type: z.literal("header"), text: plainText(150) }),
  z.strictObject({ type: z.literal("section"), text: z.union([plainText(3000), markdown(3000)]) }),
  z.strictObject({ type: z.literal("section"), fields: z.array(markdown(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal("context"), elements: z.array(markdown(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal("actions"), elements: z.array(button).min(1).max(25) }),
]);

/** A message that Slack takes: an alert, a digest or a notice. */
export const slackSchema = z.strictObject({
  text: text(40_000),
  mrkdwn: z.literal(false),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
  blocks: z.array(block).max(50),
  attachments: z.array(z.strictObject({ color: z.string().regex(/^#[0-9a-f]{6}$/), blocks: z.array(block).max(50) })),
});
