import * as fc from "fast-check";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "../../../testing/fixtures/channel-fixture";
import { discordSchema } from "../../../testing/fixtures/discord-schema-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import type { Alert } from "../../alerts/alert";
import { discordAlert } from "./alert";
import { discord } from "./discord";

function expectSafe(alert: Alert): void {
  const sent = discordAlert(received(alert), RUNBOOKS);
  discordSchema.parse(sent);
  const [{ fields, title, description, footer }] = sent.embeds;
  const counted = [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
  expect(counted.reduce((sum, one) => sum + one.length, 0)).toBeLessThanOrEqual(6000);
  const texts = textsOf([title, description, fields.filter(({ name }) => name !== "Links")]);
  expectPlain(texts);
  const outside = texts.map((one) => one.replace(/\\[^0-9A-Za-z\s]/g, "").replace(/`[^`]+`/g, ""));
  expect(outside.join("\n")).not.toMatch(/[\\`*_~|>#<@[\]]/);
}

describe("discordAlert", () => {
  it("says what the other channels say, in the severity's colour, and notifies no one", () => {
    const sent = discordAlert(received(anAlert()), RUNBOOKS);
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

  it("lets the one who chooses a key write no mention, link or markup", () => {
    void fc.assert(fc.property(hostileAlert, expectSafe), { numRuns: 100 });
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    expectSafe(worstAlert(char));
  });

  it("asks Discord whether it kept the message", () => {
    const settings = { kind: "discord", webhook: "ssm:/palisade/discord" } as const;
    const channel = discord.open(settings, { project: "palisade", links: {}, now: () => 0 });
    const { url } = channel.alertRequest(received(anAlert()), "https://discord.example/api/webhooks/1/x?thread_id=2");
    expect(url).toBe("https://discord.example/api/webhooks/1/x?thread_id=2&wait=true");
  });
});
