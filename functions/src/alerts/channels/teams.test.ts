import * as fc from "fast-check";
import * as z from "zod";
import type { Alert } from "../alert";
import { anAlert } from "../alert-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../hostile-text-fixture";
import { received } from "../received-alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "./channel-fixture";
import { teamsMessage, teamsRequest } from "./teams";

// As in http://adaptivecards.io/schemas/adaptive-card.json, version 1.4, and the message around it as in
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
const message = z.strictObject({
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
          msteams: z.strictObject({ width: z.literal("Full") }),
          fallbackText: z.string(),
          body: z.array(
            z.union([
              richText,
              z.strictObject({
                type: z.literal("Container"),
                style: z.enum(["default", "emphasis", "good", "attention", "warning", "accent"]),
                bleed: z.boolean(),
                items: z.array(richText),
              }),
            ]),
          ),
          actions: z
            .array(
              z.strictObject({
                type: z.literal("Action.OpenUrl"),
                title: z.string(),
                url: z.url({ protocol: /^https$/ }),
              }),
            )
            .max(6),
        }),
      }),
    )
    .length(1),
});

function expectSafe(alert: Alert): void {
  const request = teamsRequest(received(alert), "https://example.com/workflow", RUNBOOKS);
  const sent = message.parse(JSON.parse(request.body));
  // The documented limit is "approximately 28 KB"; others were refused from 21 KB on, and found two bytes counted for every character.
  expect(Buffer.byteLength(request.body)).toBeLessThan(21_000);
  expect(2 * request.body.length).toBeLessThan(28_000);
  const texts = textsOf(sent, ["url", "$schema"]);
  expectPlain(texts);
  expect(texts.join("\n")).not.toContain("{{");
}

describe("teamsMessage", () => {
  it("says what the other channels say, in the severity's style", () => {
    const { content } = teamsMessage(received(anAlert({ severity: "high" })), RUNBOOKS).attachments[0];
    expect(content.body[0]).toMatchObject({ type: "Container", style: "attention" });
    const text = JSON.stringify(content.body);
    for (const part of [
      "Who: ",
      "From: ",
      "How often: ",
      "Cause: ",
      "What to do next",
      "1. The request was refused.",
    ]) {
      expect(text).toContain(part);
    }
    expect(content.actions.map(({ title }) => title)).toEqual(["Open the bucket", "Runbook"]);
  });

  it("knows no Markdown and no mention: all text stands in blocks without either", () => {
    const text = JSON.stringify(teamsMessage(received(anAlert({ key: "**b** [x](y) <at>Everyone</at>" }))));
    expect(text).toContain("key **b** [x](y) <at>Everyone</at>");
    expect(text).not.toMatch(/"TextBlock"|"FactSet"|"entities"/);
  });

  it("stays text and within its limits, whatever comes in", () => {
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    expectSafe(worstAlert(char));
  });
});
