import * as fc from "fast-check";
import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { expectPlain, RUNBOOKS, textsOf } from "../../../testing/fixtures/channel-fixture";
import { hostileAlert, WIDE_CHARACTERS, worstAlert } from "../../../testing/fixtures/hostile-text-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { slackSchema } from "../../../testing/fixtures/slack-schema-fixture";
import { type SlackMessage, slackAlert } from "./alert";

function allText(sent: SlackMessage): string {
  return textsOf(sent, ["type", "color", "url", "action_id"]).join("\n");
}

function expectSafe(sent: SlackMessage): void {
  slackSchema.parse(sent);
  expectPlain(textsOf(sent, ["url"]));
  expect(allText(sent)).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
  const outside = markdownOf(sent).map((one) => one.replace(/`[^`\n]+`/g, "").replace(/^\*[^*_~`\n]+\*$/gm, ""));
  expect(outside.join("\n")).not.toMatch(/[*_~`]/);
}

function markdownOf(sent: unknown): readonly string[] {
  if (typeof sent !== "object" || sent === null) return [];
  if ("type" in sent && sent.type === "mrkdwn" && "text" in sent) return [String(sent.text)];
  return Object.values(sent).flatMap(markdownOf);
}

describe("slackAlert", () => {
  it("says who, where, what, how often, why and what to do, with the severity's colour", () => {
    const sent = slackAlert(received(anAlert()), RUNBOOKS);
    expect(sent.text).toBe("MEDIUM: S3 request from outside the allowlist was blocked");
    expect(sent.attachments[0].color).toBe("#e28a00");
    for (const part of [
      "*What*\n`GetObject (read) on bucket sensitive-data, key reports/2026.csv`",
      "*Who*\n`arn:aws:iam::111122223333:user/alice (user, account 111122223333, without MFA)`",
      "*From*\n`198.51.100.23, to region eu-central-1`",
      "*How often*\n1 request so far.",
      "*Cause*\nthe perimeter, for certain",
      "What to do next",
      "1. The request was refused.",
    ]) {
      expect(allText(sent)).toContain(part);
    }
    expect(JSON.stringify(sent)).toContain("https://docs.example.com/runbooks/s3.blocked-outside-allowlist.md");
    expect(JSON.stringify(sent)).toContain("https://eu-central-1.console.aws.amazon.com/s3/buckets/sensitive-data");
  });

  it("says that it got graver, and at the end how many more came", () => {
    expect(slackAlert(received(anAlert({}, { kind: "raised" }))).text).toContain("MEDIUM: now graver: ");
    const closed = slackAlert(received(anAlert({}, { kind: "closed", count: 4313, more: 4312 })));
    expect(closed.text).toContain("MEDIUM: 4,312 more: ");
    expect(allText(closed)).toContain("4,312 more since the last alert, 4,313 requests in all");
  });

  it("shows a detection's details, and what every alert has where there are too many", () => {
    const details = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Detail ${index}`, `value ${index}`]));
    const sent = allText(slackAlert(received(anAlert({ details }))));
    expect(sent).toContain("*Detail 0*\n`value 0`");
    expect(sent).not.toContain("*Detail 19*");
    for (const label of ["Who", "From", "When", "How often", "Cause", "Error"]) expect(sent).toContain(`*${label}*`);
  });

  it("lets the one who chooses a key write no mention, link or markup", () => {
    void fc.assert(
      fc.property(hostileAlert, (alert) => expectSafe(slackAlert(received(alert), RUNBOOKS))),
      {
        numRuns: 100,
      },
    );
    expect(allText(slackAlert(received(anAlert({ key: "<!channel>" }))))).toContain("key &lt;!channel&gt;`");
  });

  it.each(WIDE_CHARACTERS)("fits at its worst, of %j", (char) => {
    const sent = slackAlert(received(worstAlert(char)), RUNBOOKS);
    expectSafe(sent);
    expect(allText(sent).length).toBeLessThan(13_000);
  });
});
