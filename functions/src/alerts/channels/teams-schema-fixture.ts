import * as z from "zod";

// As in http://adaptivecards.io/schemas/adaptive-card.json, version 1.4, as far as our cards go; and the message around the card as in
// https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using.
const richText = z.strictObject({
  type: z.literal("RichTextBlock"),
  spacing: z.enum(["Small"]).optional(),
  inlines: z
    .array(
      z.strictObject({
        type: z.literal("TextRun"),
        text: z.string().min(1),
        weight: z.enum(["Bolder"]).optional(),
        size: z.enum(["Large", "Small"]).optional(),
        isSubtle: z.boolean().optional(),
      }),
    )
    .min(1),
});
const container = z.strictObject({
  type: z.literal("Container"),
  style: z.enum(["default", "emphasis", "good", "attention", "warning", "accent"]),
  bleed: z.boolean(),
  items: z.array(richText),
});
const openUrl = z.strictObject({
  type: z.literal("Action.OpenUrl"),
  title: z.string(),
  url: z.url({ protocol: /^https$/ }),
});

/** A message that a Teams workflow takes: an alert, a digest or a notice. */
export const teamsSchema = z.strictObject({
  type: z.literal("message"),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        contentUrl: z.null(),
        content: z.strictObject({
          $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
          type: z.literal("AdaptiveCard"),
          version: z.literal("1.4"),
          msteams: z.strictObject({ width: z.literal("Full") }).optional(),
          fallbackText: z.string().min(1),
          body: z.array(z.union([richText, container])),
          actions: z.array(openUrl).max(6).optional(),
        }),
      }),
    )
    .length(1),
});
