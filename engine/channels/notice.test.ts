import * as fc from "fast-check";
import { expectPlain, textsOf } from "../../testing/fixtures/channel-fixture";
import { discordSchema } from "../../testing/fixtures/discord-schema-fixture";
import { hostileText, WIDE_CHARACTERS } from "../../testing/fixtures/hostile-text-fixture";
import { slackSchema } from "../../testing/fixtures/slack-schema-fixture";
import { teamsSchema } from "../../testing/fixtures/teams-schema-fixture";
import { discordNotice } from "./discord/notice";
import type { Notice } from "./notice";
import { pagerDutyNotice } from "./pagerduty/notice";
import { slackNotice } from "./slack/notice";
import { teamsNotice } from "./teams/notice";

function aNotice(title: string, text: string): Notice {
  const about = "alarm-palisade-dead-letters";
  return { id: "id-1", about, kind: "alarm", severity: "high", isOver: false, title, text, at: 0 };
}

/** Checks what the vendors document, and returns the texts that people see. */
function shown(notice: Notice): readonly string[] {
  const slack = slackSchema.parse(slackNotice(notice));
  const teams = teamsSchema.parse(teamsNotice(notice));
  const discord = discordSchema.parse(discordNotice(notice));
  const texts = [textsOf(slack), textsOf(teams, ["$schema"]), textsOf(discord)];
  for (const some of texts) expectPlain(some);
  expect(texts[0]?.join("\n")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  expect(texts[1]?.join("\n")).not.toContain("{{");
  expect(texts[2]?.join("\n")).not.toMatch(/(?<!\\)[<@`[]/);
  return texts.flat();
}

describe("a notice", () => {
  it("says what it is about, in every channel", () => {
    const texts = shown(aNotice("Alarm palisade-dead-letters went off", "Three alerts wait there."));
    expect(texts.filter((text) => text.replaceAll("\\", "").includes("palisade-dead-letters went off")).length).toBe(5);
    expect(texts.filter((text) => text.includes("Three alerts wait")).length).toBe(3);
  });

  it("keeps hostile text text, and is never empty", () => {
    void fc.assert(
      fc.property(hostileText, hostileText, (title, text) => {
        shown(aNotice(title, text));
      }),
      { numRuns: 100 },
    );
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    const notice = aNotice(char.repeat(5000), char.repeat(5000));
    shown(notice);
    expect(Buffer.byteLength(JSON.stringify(teamsNotice(notice)))).toBeLessThan(21_000);
    const { payload } = pagerDutyNotice(notice, "key", "palisade") as { readonly payload: { summary: string } };
    expect(payload.summary.length).toBeLessThanOrEqual(1024);
  });
});
