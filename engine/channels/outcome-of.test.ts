import * as fc from "fast-check";
import { vendorFixture } from "../../testing/fixtures/vendor-fixture";
import type { Answer } from "./answer";
import { openChannel } from "./open-channel";
import type { Outcome } from "./outcome";
import { outcomeOf } from "./outcome-of";
import type { ChannelSettings } from "./registry";

const CHANNELS = {
  webhook: { kind: "slack", webhook: "ssm:/palisade/slack" },
  bot: { kind: "slack", token: "ssm:/palisade/bot", channel: "C0123456789" },
  teams: { kind: "teams", webhook: "ssm:/palisade/teams" },
  discord: { kind: "discord", webhook: "ssm:/palisade/discord" },
  pager: { kind: "pagerduty", routingKey: "ssm:/palisade/pager" },
  hub: { kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" },
  soc: { kind: "webhook", url: "https://soc.example.com/hook", secret: "ssm:/palisade/soc", format: "palisade" },
} satisfies Readonly<Record<string, ChannelSettings>>;

type Name = keyof typeof CHANNELS;

const NAMES = Object.keys(CHANNELS) as Name[];

function outcome(name: Name, answer: Answer): Outcome {
  const settings = { project: "palisade", name, channel: CHANNELS[name], rateCap: 60 };
  const channel = openChannel(settings, { now: () => 0 });
  return outcomeOf({ kind: "answered", ...answer }, channel, 0);
}

const ofTeams = (status: number) =>
  `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId tcid=0,server=msgapi-7,cv=x.0..`;
const LOGIN = '<!DOCTYPE html>\n<html lang="en"><title>Sign in</title></html>';

describe("outcomeOf", () => {
  it.each(NAMES)("takes what %s documents as taken", (name) => {
    expect(outcome(name, vendorFixture(CHANNELS[name]).took(CHANNELS[name])).kind).toBe("taken");
  });

  const others: readonly (readonly [Name, number, string, Outcome["kind"]])[] = [
    ["webhook", 200, "ok\n", "taken"],
    ["webhook", 200, '{"ok":true}', "taken"],
    ["webhook", 200, "no_service", "refused"],
    ["webhook", 200, "rollup_error", "later"],
    ["webhook", 200, '{"ok":false,"error":"channel_is_archived"}', "refused"],
    ["webhook", 200, "", "later"],
    ["bot", 200, '{"ok":false,"error":"org_login_required"}', "later"],
    ["bot", 200, '{"ok":false,"error":"invalid_blocks"}', "refused"],
    ["bot", 200, '{"ok":"true"}', "later"],
    ["bot", 200, "ok", "later"],
    ["teams", 200, "1", "taken"],
    ["teams", 200, ofTeams(429), "later"],
    ["teams", 200, ofTeams(504), "later"],
    ["teams", 200, ofTeams(400), "refused"],
    ["teams", 200, ofTeams(413), "refused"],
    ["teams", 202, ofTeams(403), "refused"],
    ["teams", 200, "Webhook message delivery failed with error: Error contacting Microsoft Teams endpoint", "later"],
    ["teams", 200, "Summary or Text is required.", "later"],
    ["discord", 204, "", "taken"],
    ["discord", 200, '{"message":"Invalid Form Body","code":50035}', "refused"],
    ["discord", 200, "", "later"],
    ["pager", 202, '{"status":"invalid event","message":"Event object is invalid"}', "refused"],
    ["pager", 200, "", "later"],
    ["pager", 202, '{"status":"throttle exceeded"}', "later"],
    [
      "hub",
      200,
      '{"FailedCount":1,"SuccessCount":0,"FailedFindings":[{"Id":"1","ErrorCode":"InvalidInput"}]}',
      "refused",
    ],
    [
      "hub",
      200,
      '{"FailedCount":1,"SuccessCount":0,"FailedFindings":[{"Id":"1","ErrorCode":"InternalFailure"}]}',
      "later",
    ],
    ["hub", 200, '{"FailedCount":1,"SuccessCount":1}', "refused"],
    ["hub", 200, '{"FailedCount":0,"SuccessCount":0}', "later"],
    ["hub", 200, "{}", "later"],
    ["hub", 400, '{"__type":"ThrottlingException","message":"Rate exceeded"}', "later"],
    ["hub", 403, '{"message":"The security token included in the request is expired"}', "later"],
    ["hub", 400, '{"message":"Invalid request body"}', "refused"],
    ["soc", 204, "", "taken"],
    ["soc", 200, '{"text":"Success","code":0}', "taken"],
    ["soc", 200, '{"success":false}', "later"],
    ["soc", 200, '{"error":"no such index"}', "later"],
  ];

  it.each(others)("of %s, %d with %j, is %s", (name, status, body, expected) => {
    expect(outcome(name, { status, body }).kind).toBe(expected);
  });

  it.each(NAMES)("of %s is never a success where a login page answers", (name) => {
    expect(outcome(name, { status: 200, body: LOGIN }).kind).toBe("later");
  });

  it("says the vendor's reason, and no other word of the answer", () => {
    expect(outcome("teams", { status: 200, body: ofTeams(413) })).toEqual({
      kind: "refused",
      reason: "answered 200, but Teams itself 413",
    });
    void fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.string({ unit: "binary", minLength: 1 }), (name, text) => {
        const hostile = `${text} s3cr3t-word`;
        const bodies = [hostile, JSON.stringify({ ok: false, error: hostile, status: hostile, FailedCount: 1 })];
        for (const body of bodies)
          expect(JSON.stringify({ ...outcome(name, { status: 200, body }), body: "" })).not.toContain("s3cr3t");
      }),
    );
  });
});
