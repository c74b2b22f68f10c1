import type { Digest } from "@palisade/engine/digest/digest";
import type { DigestSettings } from "@palisade/engine/digest/digest-settings";
import { aDay, aHeldAlert, anOpenIncident, DAY, MORNING, SETTINGS } from "../../testing/fixtures/digest-fixture";
import { createDigestRound, type DigestRoundDeps } from "./digest-round";

const CONTEXT = { awsRequestId: "0f1e2d3c-0000-4000-8000-000000000000" };
const fails = () => Promise.reject(new Error("out of reach"));

function setUp(change: Partial<DigestRoundDeps> = {}, settings: Partial<DigestSettings> = {}) {
  const sent: { readonly digest: Digest; readonly channels: readonly string[] }[] = [];
  const [cleared, noted, logged]: string[][] = [[], [], []] as const;
  const held = aHeldAlert();
  const deps: DigestRoundDeps = {
    settings: { ...SETTINGS, ...settings },
    days: {
      read: async (days) => days.map((day) => aDay(day, { "opened#low#s3.x": 1 })),
      add: async (day, tally) => void noted?.push(`${day} ${JSON.stringify(tally)}`),
    },
    incidents: {
      async *due() {
        for (let count = 0; count < 300; count++) yield anOpenIncident(1);
      },
    },
    held: {
      waiting: async (channel) => ({ waiting: channel === "soc" ? [held] : [], hasMore: false }),
      clear: async (keys) => void cleared?.push(...keys),
    },
    health: { alarms: async () => [], deadLetters: async (queue) => ({ queue, messages: 0 }) },
    publish: async (digest, channels) => void sent.push({ digest, channels }),
    now: () => MORNING,
    log: (level, message) => void logged?.push(`${level} ${message}`),
    ...change,
  };
  return { round: () => createDigestRound(deps)({}, CONTEXT), sent, cleared, noted, logged, held };
}

describe("a digest's round", () => {
  it("tells the default channels and those that an alert was held back for, and what it showed waits no longer", async () => {
    const { round, sent, cleared, noted, held } = setUp();
    await round();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.channels).toEqual(["team-slack", "soc"]);
    expect(sent[0]?.digest).toMatchObject({
      id: `digest-${CONTEXT.awsRequestId}`,
      day: DAY,
      counts: { day: { incidents: 1 }, trend: { week: { incidents: 7 }, before: { incidents: 7 } } },
      open: { count: 200, hasMore: true },
      held: { count: 1 },
    });
    expect(cleared).toEqual([held.key]);
    expect(noted).toEqual(["2026-03-02 {}"]);
  });

  it("says what could not be read, and goes on", async () => {
    const { round, sent, cleared, logged } = setUp({
      days: { read: fails, add: async () => {} },
      incidents: {
        // biome-ignore lint/correctness/useYield: it fails before there is anything.
        async *due() {
          await fails();
        },
      },
      held: { waiting: fails, clear: async () => {} },
      health: { alarms: fails, deadLetters: fails },
    });
    await round();
    expect(sent[0]?.digest).toMatchObject({
      held: { unknown: ["team-slack", "soc"] },
      health: { unknown: [SETTINGS.deadLetterQueues[0]] },
    });
    expect(sent[0]?.digest).not.toHaveProperty("counts");
    expect(sent[0]?.digest).not.toHaveProperty("open");
    expect(cleared).toEqual([]);
    expect(logged?.filter((line) => line.startsWith("ERROR"))).toHaveLength(6);
  });

  it("fails where no one could be reached, and everything waits on", async () => {
    const { round, cleared, noted } = setUp({ publish: fails });
    await expect(round()).rejects.toThrow("out of reach");
    expect([cleared, noted]).toEqual([[], []]);
  });

  it("is not sent again because it could not be noted", async () => {
    const { round, sent, logged } = setUp({
      held: { waiting: async () => ({ waiting: [], hasMore: false }), clear: fails },
    });
    await round();
    expect(sent).toHaveLength(1);
    expect(logged).toContain("ERROR digest was sent, but not noted as sent");
  });
});
