import * as fc from "fast-check";
import * as z from "zod";
import type { Alert } from "../alert";
import { anAlert } from "../alert-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../hostile-text-fixture";
import { received } from "../received-alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "./channel-fixture";
import { discordMessage, discordRequest } from "./discord";

// As documented at https://discord.com/developers/docs/resources/message#embed-object-embed-limits.
const text = (longest: number) => z.string().trim().min(1).max(longest);
const message = z.strictObject({
  allowed_mentions: z.strictObject({ parse: z.array(z.string()).length(0) }),
  embeds: z
    .array(
      z.strictObject({
        title: text(256),
        description: text(4096),
        color: z.int().min(0).max(0xffffff),
        timestamp: z.iso.datetime(),
        fields: z.array(z.strictObject({ name: text(256), value: text(1024), inline: z.boolean() })).max(25),
        footer: z.strictObject({ text: text(2048) }),
      }),
    )
    .max(10),
});

function expectSafe(alert: Alert): void {
  const sent = discordMessage(received(alert), RUNBOOKS);
  message.parse(sent);
  const [{ fields, title, description, footer }] = sent.embeds;
  const counted = [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
  expect(counted.reduce((sum, one) => sum + one.length, 0)).toBeLessThanOrEqual(6000);
  const texts = textsOf([title, description, fields.filter(({ name }) => name !== "Links")]);
  expectPlain(texts);
  const outside = texts.map((one) => one.replace(/\\[^0-9A-Za-z\s]/g, "").replace(/`[^`]+`/g, ""));
  expect(outside.join("\n")).not.toMatch(/[\\`*_~|>#<@[\]]/);
}

describe("discordMessage", () => {
  it("says what the other channels say, in the severity's colour, and notifies nobody", () => {
    const sent = discordMessage(received(anAlert()), RUNBOOKS);
    const [embed] = sent.embeds;
    expect(sent.allowed_mentions).toEqual({ parse: [] });
    expect(embed.color).toBe(0xe28a00);
    expect(embed.title).toBe("MEDIUM\\: S3 request from outside the allowlist was blocked");
    expect(embed.fields.map(({ name }) => name)).toEqual([
      ...["What", "Who", "From", "User agent", "When", "How often", "Cause", "Error", "What to do next", "Links"],
    ]);
    expect(embed.fields.at(-1)?.value).toContain(
      "[Runbook](https://docs.example.com/runbooks/s3.blocked-outside-allowlist.md)",
    );
  });

  it("leaves no mention, link or markup to whoever chooses a key", () => {
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    expectSafe(worstAlert(char));
  });

  it("asks Discord whether it kept the message", () => {
    const { url } = discordRequest(received(anAlert()), "https://discord.example/api/webhooks/1/x?thread_id=2");
    expect(url).toBe("https://discord.example/api/webhooks/1/x?thread_id=2&wait=true");
  });
});
