import { digestJson } from "@palisade/functions/digest/digest-message";
import * as fc from "fast-check";
import { worstDigest } from "../../testing/fixtures/digest-fixture";
import { hostileAlert, hostileText } from "../../testing/fixtures/hostile-text-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { parseReceivedDigest, type ReceivedDigest } from "../digest/received-digest";
import { openChannel } from "./channel";
import type { ChannelSettings } from "./channel-settings";
import type { Notice } from "./notice";

/** What no text that people see may hold: invisible characters, turned directions, half characters, links. */
const NOT_PLAIN = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}|:\/\/|\b(mailto|javascript):|www\.evil|evil\.example/u;

interface Vendor {
  readonly settings: ChannelSettings;
  readonly secret: string;
  /** What would act, outside of what `inert` takes away. */
  readonly acts: RegExp;
  readonly inert: (text: string) => string;
}

const same = (text: string) => text;

/** Bold is put around words of ours, which hold no character that formats. */
const withoutSlackCode = (text: string) => text.replace(/`[^`\n]+`/g, "").replace(/^\*[^*_~`\n]+\*$/gm, "");
const withoutDiscordCode = (text: string) => text.replace(/\\[^0-9A-Za-z\s]/g, "").replace(/`[^`]+`/g, "");

const VENDORS: readonly Vendor[] = [
  {
    settings: { kind: "slack", webhook: "ssm:/palisade/slack" },
    secret: "https://hooks.slack.com/services/T/B/x",
    acts: /[<>]|&(?!(amp|lt|gt);)/,
    inert: withoutSlackCode,
  },
  {
    settings: { kind: "slack", token: "ssm:/palisade/bot", channel: "C0123456789" },
    secret: "xoxb-1",
    acts: /[<>]|&(?!(amp|lt|gt);)/,
    inert: withoutSlackCode,
  },
  {
    settings: { kind: "teams", webhook: "ssm:/palisade/teams" },
    secret: "https://example.com/workflow",
    acts: /\{\{/,
    inert: same,
  },
  {
    settings: { kind: "discord", webhook: "ssm:/palisade/discord" },
    secret: "https://discord.com/api/webhooks/1/x",
    acts: /[\\`*_~|>#<@[\]]/,
    inert: withoutDiscordCode,
  },
  {
    settings: { kind: "pagerduty", routingKey: "ssm:/palisade/pager" },
    secret: "0123456789abcdef0123456789abcdef",
    acts: /[^\s\S]/,
    inert: same,
  },
  {
    settings: { kind: "securityhub", partition: "aws", region: "eu-central-1", account: "111122223333" },
    secret: "",
    acts: /[^\s\S]/,
    inert: same,
  },
];

/** Values that say what a part is or where a link of ours leads, by their names. */
const OURS: ReadonlySet<string> = new Set(["type", "$schema", "contentType", "url", "action_id", "timestamp"]);

/** Discord's footer has no markup. */
const UNPARSED: ReadonlySet<string> = new Set(["footer"]);

function textsOf(value: unknown, ...leftOut: readonly ReadonlySet<string>[]): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    leftOut.some((names) => names.has(name)) ? [] : textsOf(inner, ...leftOut),
  );
}

function expectInert({ settings, acts, inert }: Vendor, body: string): void {
  const message: unknown = JSON.parse(body);
  const isOurs = (text: string) => text.startsWith("[Open the bucket](https://");
  expect(
    textsOf(message, OURS)
      .filter((text) => !isOurs(text))
      .join("\n"),
  ).not.toMatch(NOT_PLAIN);
  const parsed = textsOf(message, OURS, UNPARSED).filter((text) => !isOurs(text));
  expect(parsed.map(inert).join("\n")).not.toMatch(acts);
  if (settings.kind === "teams") expect(body).not.toContain("{{");
}

function open({ settings }: Vendor) {
  const all = { project: "palisade", name: "here", channel: settings, rateCap: 60 };
  return openChannel(all, { now: () => 0 });
}

function aNotice(title: string, text: string): Notice {
  return { id: "1", about: "alarm-1", kind: "alarm", severity: "high", isOver: false, title, text, at: 0 };
}

function digestOf(text: string): ReceivedDigest {
  const digest = parseReceivedDigest(JSON.parse(digestJson(worstDigest(text))));
  if (!digest) throw new Error("no digest");
  return digest;
}

describe.each(VENDORS)("what a caller chose, in $settings.kind", (vendor) => {
  const channel = open(vendor);

  it("acts on nothing in an alert", () => {
    void fc.assert(
      fc.property(hostileAlert, (alert) =>
        expectInert(vendor, channel.alertRequest(received(alert), vendor.secret).body),
      ),
      { numRuns: 60 },
    );
  });

  it("acts on nothing in a notice", () => {
    void fc.assert(
      fc.property(hostileText, hostileText, (title, text) => {
        const request = channel.noticeRequest?.(aNotice(title, text), vendor.secret);
        if (request) expectInert(vendor, request.body);
      }),
      { numRuns: 60 },
    );
  });

  it("acts on nothing in a digest", () => {
    void fc.assert(
      fc.property(hostileText, (text) => {
        const request = channel.digestRequest?.(digestOf(text), vendor.secret);
        if (request) expectInert(vendor, request.body);
      }),
      { numRuns: 20 },
    );
  });

  it.each([2, 3, 4, 5, 6, 7, 99])("keeps no two of %d braces together", (count) => {
    const braces = `a ${"{".repeat(count)}DATE(2026-03-01T10:00:00Z)${"}".repeat(count)}`;
    const digest = { ...digestOf("a"), title: braces, sections: [{ heading: braces, lines: [braces, braces] }] };
    for (const request of [
      channel.noticeRequest?.(aNotice(braces, braces), vendor.secret),
      channel.digestRequest?.(digest, vendor.secret),
    ]) {
      if (request) expectInert(vendor, request.body);
    }
  });
});
