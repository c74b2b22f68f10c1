import type { Match } from "@palisade/engine/incidents/incident";
import { chooseCopies, foldAlerts, orderMatches } from "./fold-alerts";
import type { Judged } from "./record-scan";

const MINUTE = 60_000;

function match(n: number, overrides: Partial<Match> = {}): Match {
  return {
    detection: "s3.blocked-outside-allowlist",
    title: "Blocked",
    severity: "medium",
    cause: "perimeter-certain",
    summary: "blocked",
    dedupKey: "s3.blocked-outside-allowlist|somebody",
    eventId: `event-${n}`,
    time: n * MINUTE,
    event: "GetObject",
    actor: "somebody",
    actorKind: "user",
    ...overrides,
  };
}

const judged = (one: Match, overrides: Partial<Judged> = {}): Judged => ({
  id: one.eventId,
  eventId: one.eventId,
  hasArn: true,
  matches: [one],
  candidates: [],
  suppressed: 0,
  ...overrides,
});

const inOrder = (...copies: readonly Judged[]) => orderMatches(chooseCopies(copies));

describe("orderMatches", () => {
  it("gives each event once and in order, whatever order and however often it comes", async () => {
    const all = [1, 2, 3, 4].map((n) => judged(match(n)));
    const shuffled = [3, 0, 2, 1, 0, 3].flatMap((index) => all[index] ?? []);
    expect(await inOrder(...shuffled)).toEqual(await inOrder(...all));
    expect((await inOrder(...shuffled)).map(({ time }) => time / MINUTE)).toEqual([1, 2, 3, 4]);
  });

  it("keeps the copy with the caller's ARN, in either order", async () => {
    const owners = judged(match(1, { account: "111122223333" }), { id: "shared", eventId: "a", hasArn: false });
    const callers = judged(match(1, { account: "444455556666" }), { id: "shared", eventId: "b" });
    expect(await inOrder(owners, callers)).toEqual(callers.matches);
    expect(await inOrder(callers, owners)).toEqual(callers.matches);
  });

  it("keeps the copy with the smaller id among equals, also where it matches nothing", async () => {
    const first = judged(match(1), { id: "shared", eventId: "a", matches: [] });
    const second = judged(match(1), { id: "shared", eventId: "b" });
    expect(await inOrder(second, first)).toEqual([]);
  });
});

describe("foldAlerts", () => {
  it("makes one alert of an incident, another when it gets graver, and another after its window", () => {
    const matches = [match(0), match(5), match(6, { severity: "high" }), match(7), match(61)];
    const alerts = foldAlerts(matches, () => 60);
    expect(
      alerts.map(({ announcement, count, eventIds }) => [announcement.kind, announcement.severity, count, eventIds]),
    ).toEqual([
      ["opened", "medium", 2, ["event-0", "event-5"]],
      ["raised", "high", 2, ["event-6", "event-7"]],
      ["opened", "medium", 1, ["event-61"]],
    ]);
    expect(alerts.map(({ firstSeen, lastSeen }) => [firstSeen / MINUTE, lastSeen / MINUTE])).toEqual([
      [0, 5],
      [6, 7],
      [61, 61],
    ]);
  });

  it("keeps every event id of a storm", () => {
    const [alert] = foldAlerts(
      Array.from({ length: 500 }, (_, n) => match(n / 100, { eventId: `event-${n}` })),
      () => 60,
    );
    expect(alert?.count).toBe(500);
    expect(new Set(alert?.eventIds).size).toBe(500);
  });
});
