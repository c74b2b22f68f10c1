import * as z from "zod";

// As documented at https://discord.com/developers/docs/resources/message#embed-object-embed-limits.
const text = (longest: number) => z.string().trim().min(1).max(longest);
const field = z.strictObject({ name: text(256), value: text(1024), inline: z.boolean() });
const embed = z.strictObject({
  title: text(256),
  description: text(4096).optional(),
  color: z.int().min(0).max(0xffffff),
  timestamp: z.iso.datetime(),
  fields: z.array(field).max(25).optional(),
  footer: z.strictObject({ text: text(2048) }).optional(),
});

/** A message that Discord takes: an alert, a digest or a notice. */
export const discordSchema = z.strictObject({
  allowed_mentions: z.strictObject({ parse: z.array(z.string()).length(0) }),
  embeds: z.array(embed).max(10),
});
