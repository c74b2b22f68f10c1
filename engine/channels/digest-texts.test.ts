import { digestJson } from "@palisade/functions/digest/digest-message";
import * as fc from "fast-check";
import { expectPlain, textsOf } from "../../testing/fixtures/channel-fixture";
import { aDigest, worstDigest } from "../../testing/fixtures/digest-fixture";
import { discordSchema } from "../../testing/fixtures/discord-schema-fixture";
import { hostileText, WIDE_CHARACTERS } from "../../testing/fixtures/hostile-text-fixture";
import { slackSchema } from "../../testing/fixtures/slack-schema-fixture";
import { teamsSchema } from "../../testing/fixtures/teams-schema-fixture";
import { parseReceivedDigest, type ReceivedDigest } from "../digest/received-digest";
import { discordDigest } from "./discord/digest";
import { slackDigest } from "./slack/digest";
import { teamsDigest } from "./teams/digest";
import { webhookDigest } from "./webhook/digest";
import { distrust } from "./webhook/webhook-signature";

function receivedDigest(digest = aDigest()): ReceivedDigest {
  const received = parseReceivedDigest(JSON.parse(digestJson(digest)));
  if (!received) throw new Error("no digest");
  return received;
}

// The texts that say what a part is, and not what it shows.
const MARKUP = ["type", "$schema", "contentType", "timestamp", "color", "style", "weight", "size", "spacing"];
const shown = (message: object) => textsOf(message, MARKUP);
const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);

describe("the digest in channels", () => {
  it("is short and plain on a quiet day", () => {
    expect(shown(slackDigest(receivedDigest()))).toEqual([
      "Digest of 2026-03-01: no incident",
      "Digest of 2026-03-01: no incident",
      "*Incidents*",
      "Sunday, 1 March 2026 (UTC): no incident.\nThese seven days: 0 incidents; the seven before: 0.",
      "*Health of the chain*",
      "No alarm is on, and no dead letters wait.",
    ]);
    expect(shown(teamsDigest(receivedDigest()))).toContain("No alarm is on, and no dead letters wait.");
    expect(shown(discordDigest(receivedDigest()))).toContain("No alarm is on, and no dead letters wait.");
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, in %j", (char) => {
    const digest = receivedDigest(worstDigest(char.repeat(2000)));
    const slack = slackSchema.parse(slackDigest(digest));
    expect(lengthOf(shown(slack))).toBeLessThanOrEqual(13_000);
    expect(Buffer.byteLength(JSON.stringify(teamsSchema.parse(teamsDigest(digest))))).toBeLessThanOrEqual(28_000);
    const discord = discordSchema.parse(discordDigest(digest));
    expect(lengthOf(shown(discord))).toBeLessThanOrEqual(6000);
    expect(shown(slack).join("\n")).toMatch(/\.\.\. and \d+ more lines/);
  });

  it("keeps hostile text text", () => {
    void fc.assert(
      fc.property(hostileText, (text) => {
        const digest = receivedDigest(worstDigest(text));
        const messages = [
          slackSchema.parse(slackDigest(digest)),
          teamsSchema.parse(teamsDigest(digest)),
          discordSchema.parse(discordDigest(digest)),
        ];
        const [slack, teams, discord] = messages.map(shown);
        for (const texts of [slack, teams, discord]) expectPlain(texts ?? []);
        expect(slack?.join("\n")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(teams?.join("\n")).not.toContain("{{");
        expect(discord?.join("\n")).not.toMatch(/(?<!\\)[<@`[]/);
      }),
      { numRuns: 30 },
    );
  });

  it("goes to webhooks as it was published, signed, with the key by which it counts once", () => {
    const digest = receivedDigest();
    const target = { url: "https://soc.example.com/hook", secret: "s3cret" };
    const { headers, body } = webhookDigest(digest, target, 1_000_000);
    expect(JSON.parse(body)).toMatchObject({ schema: 1, kind: "digest", title: "Digest of 2026-03-01: no incident" });
    expect(headers["idempotency-key"]).toBe("digest-1");
    expect(distrust({ headers, body }, target.secret, 1_000_000)).toBeUndefined();
  });
});

describe("what is received", () => {
  const json = (change: object) => ({ ...JSON.parse(digestJson(aDigest())), ...change });

  it("is no digest where it does not say so", () => {
    for (const value of [undefined, null, [], "digest", {}, json({ kind: "opened" })]) {
      expect(parseReceivedDigest(value)).toBeUndefined();
    }
  });

  it.each([
    [{ schema: 2 }, "got 2, expected 1, fix: deploy this reader"],
    [{ id: "a b" }, "id of the digest"],
    [{ project: 1 }, "project of the digest"],
    [{ day: "today" }, "day of the digest"],
    [{ writtenAt: "now" }, "writtenAt of the digest"],
    [{ title: "\u202egnp" }, "title of the digest"],
    [{ needsAttention: "yes" }, "needsAttention of the digest"],
    [{ sections: [{ heading: "a", lines: ["b\nc"] }] }, "sections of the digest"],
    [{ sections: {} }, "sections of the digest"],
  ])("is refused with %j", (change, text) => {
    expect(() => parseReceivedDigest(json(change))).toThrow(text);
  });
});
