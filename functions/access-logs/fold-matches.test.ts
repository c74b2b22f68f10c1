import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import { createMatchFold } from "./fold-matches";

const fold = (log = "example-s3-logs/a@1") => createMatchFold({ log, dedupMinutesOf: () => 60, settlesAt: 5 });

function folded(matches: readonly ReturnType<typeof aMatch>[], log?: string) {
  const one = fold(log);
  for (const match of matches) one.add(match);
  return one.take();
}

describe("a fold of matches", () => {
  it("makes two of thousands: the first for all but the last, and the last", () => {
    const matches = Array.from({ length: 1000 }, (_, index) => aMatch(index / 60));
    const inDisorder = matches.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
    const [first, last, ...others] = folded(inDisorder);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ events: 999, time: START });
    expect(last).toMatchObject({ time: START + (999 / 60) * MINUTE });
    expect(last?.events).toBeUndefined();
  });

  it("leaves a single one as it is, but for an id that names its log", () => {
    const match = aMatch();
    expect(folded([match])).toEqual([
      { ...match, settlesAt: 5, eventId: expect.stringMatching(`^${match.eventId}@[0-9a-f]{32}$`) },
    ]);
  });

  it("keeps apart what differs in incident, severity or hour", () => {
    const other = { dedupKey: "another" };
    const matches = [aMatch(), aMatch(0, other), aMatch(0, { severity: "high" }), aMatch(60)];
    expect(folded(matches)).toHaveLength(4);
  });

  it("counts what stands for many already", () => {
    const [first, last] = folded([aMatch(0, { events: 5 }), aMatch(1, { events: 7 })]);
    expect([first?.events, last?.events]).toEqual([5, 7]);
  });

  it("gives ids that are the same whenever the same log is read, and others for another log", () => {
    const matches = [aMatch(0), aMatch(1), aMatch(2, { dedupKey: "another" })];
    const ids = (log?: string) => folded(matches, log).map(({ eventId }) => eventId);
    expect(ids()).toEqual(ids());
    expect(new Set([...ids(), ...ids("example-s3-logs/a@2")]).size).toBe(6);
  });

  it("gives other ids to what comes after some was taken", () => {
    const one = fold();
    const match = aMatch();
    one.add(match);
    expect(one.size).toBe(1);
    const [before] = one.take();
    expect(one.size).toBe(0);
    one.add(match);
    const [after] = one.take();
    expect(after?.eventId).not.toBe(before?.eventId);
  });
});
