import { digestJson } from "@palisade/functions/digest/digest-message";
import * as fc from "fast-check";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { worstDigest } from "../../testing/fixtures/digest-fixture";
import { hostileAlert, hostileText } from "../../testing/fixtures/hostile-text-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { EVERY_CHANNEL, vendorFixture } from "../../testing/fixtures/vendor-fixture";
import { parseReceivedDigest, type ReceivedDigest } from "../digest/received-digest";
import type { Notice } from "./notice";
import { openChannel } from "./open-channel";
import type { ChannelSettings } from "./registry";

/** What no text that people see may hold: invisible characters, turned directions, half characters, links. */
const NOT_PLAIN = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}|:\/\/|\b(mailto|javascript):|www\.evil|evil\.example/u;

/** Values that say what a part is or where a link of ours leads, by their names. */
const OURS: ReadonlySet<string> = new Set(["type", "$schema", "contentType", "url", "href", "action_id", "timestamp"]);

const NONE: ReadonlySet<string> = new Set();

function textsOf(value: unknown, ...leftOut: readonly ReadonlySet<string>[]): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    leftOut.some((names) => names.has(name)) ? [] : textsOf(inner, ...leftOut),
  );
}

/** A webhook's receiver escapes text for where it shows it. */
const FOR_PEOPLE = EVERY_CHANNEL.filter(({ kind }) => kind !== "webhook");

function expectInert(settings: ChannelSettings, body: string): void {
  const { acts = /[^\s\S]/, inert = (text: string) => text, unparsed = NONE } = vendorFixture(settings);
  const message: unknown = JSON.parse(body);
  const isOurs = (text: string) => text.startsWith("[Open the bucket](https://");
  expect(
    textsOf(message, OURS)
      .filter((text) => !isOurs(text))
      .join("\n"),
  ).not.toMatch(NOT_PLAIN);
  const parsed = textsOf(message, OURS, unparsed).filter((text) => !isOurs(text));
  expect(parsed.map(inert).join("\n")).not.toMatch(acts);
}

function open(channel: ChannelSettings) {
  return openChannel({ project: "palisade", name: "here", channel, rateCap: 60 }, { now: () => 0 });
}

function aNotice(title: string, text: string): Notice {
  return { id: "1", about: "alarm-1", kind: "alarm", severity: "high", isOver: false, title, text, at: 0 };
}

function digestOf(text: string): ReceivedDigest {
  const digest = parseReceivedDigest(JSON.parse(digestJson(worstDigest(text))));
  if (!digest) throw new Error("no digest");
  return digest;
}

describe.each(FOR_PEOPLE)("what a caller chose, in $kind", (settings) => {
  const channel = open(settings);
  const secret = vendorFixture(settings).secret(settings);

  it("acts on nothing in an alert", () => {
    void fc.assert(
      fc.property(hostileAlert, (alert) => expectInert(settings, channel.alertRequest(received(alert), secret).body)),
      { numRuns: 60 },
    );
  });

  it("acts on nothing in a notice", () => {
    void fc.assert(
      fc.property(hostileText, hostileText, (title, text) => {
        const request = channel.noticeRequest?.(aNotice(title, text), secret);
        if (request) expectInert(settings, request.body);
      }),
      { numRuns: 60 },
    );
  });

  it("acts on nothing in a digest", () => {
    void fc.assert(
      fc.property(hostileText, (text) => {
        const request = channel.digestRequest?.(digestOf(text), secret);
        if (request) expectInert(settings, request.body);
      }),
      { numRuns: 20 },
    );
  });

  it.each([2, 3, 4, 5, 6, 7, 99])("acts on none of %d braces", (count) => {
    const braces = `a ${"{".repeat(count)}DATE(2026-03-01T10:00:00Z)${"}".repeat(count)}`;
    const digest = { ...digestOf("a"), title: braces, sections: [{ heading: braces, lines: [braces, braces] }] };
    for (const request of [
      channel.alertRequest(received(anAlert({ title: braces, key: braces, userAgent: braces })), secret),
      channel.noticeRequest?.(aNotice(braces, braces), secret),
      channel.digestRequest?.(digest, secret),
    ]) {
      if (request) expectInert(settings, request.body);
    }
  });
});

describe("the guard against what Teams replaces", () => {
  const settings = { kind: "teams", webhook: "ssm:/palisade/teams" } as const;
  const channel = open(settings);
  const secret = vendorFixture(settings).secret(settings);

  it("parts two braces by one space in an alert, a notice and a digest alike", () => {
    const digest = { ...digestOf("a"), title: "a {{b", sections: [{ heading: "a {{b", lines: ["a {{b"] }] };
    for (const request of [
      channel.alertRequest(received(anAlert({ title: "a {{b", key: "a {{b", userAgent: "a {{b" })), secret),
      channel.noticeRequest?.(aNotice("a {{b", "a {{b"), secret),
      channel.digestRequest?.(digest, secret),
    ]) {
      const guarded = textsOf(JSON.parse(request?.body ?? ""), OURS).filter((text) => text.includes("{"));
      expect(guarded.length).toBeGreaterThan(1);
      for (const text of guarded) expect(text).toContain("a { {b");
    }
  });
});
