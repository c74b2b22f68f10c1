import * as fc from "fast-check";
import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import { closeIncident, fold } from "./fold";
import type { Incident } from "./incident";

const options = { dedupMinutes: 60 };

describe("fold", () => {
  it("announces the first match", () => {
    const { incident, announcements } = fold(undefined, [aMatch()], options);
    expect(announcements).toMatchObject([{ kind: "opened", severity: "medium", count: 1, more: 1 }]);
    expect(incident).toMatchObject({ count: 1, untold: 0, startsAt: START, endsAt: START + 60 * MINUTE });
  });

  it("counts later matches of the window in silence", () => {
    const first = fold(undefined, [aMatch()], options);
    const second = fold(first.incident, [aMatch(30), aMatch(59)], options);
    expect(second.announcements).toEqual([]);
    expect(second.incident).toMatchObject({ count: 3, untold: 2, lastSeen: START + 59 * MINUTE });
  });

  it("announces matches that come together once, with their number and the most severe of them", () => {
    const write = aMatch(2, { severity: "high", event: "PutObject" });
    const { announcements } = fold(undefined, [aMatch(3), write, aMatch(0)], options);
    expect(announcements).toMatchObject([{ kind: "opened", severity: "high", count: 3, more: 3, match: write }]);
  });

  it("announces again when a more severe match comes, and not when an equal one follows", () => {
    const first = fold(undefined, [aMatch()], options);
    const graver = fold(first.incident, [aMatch(1), aMatch(2, { severity: "high" })], options);
    expect(graver.announcements).toMatchObject([{ kind: "raised", severity: "high", count: 3, more: 2 }]);
    expect(fold(graver.incident, [aMatch(3, { severity: "high" })], options).announcements).toEqual([]);
  });

  it("closes the window at a match after its end and opens the next", () => {
    const first = fold(undefined, [aMatch(0)], options);
    const more = fold(first.incident, [aMatch(10)], options);
    const next = fold(more.incident, [aMatch(60)], options);
    expect(next.announcements).toMatchObject([
      { kind: "closed", count: 2, more: 1, lastSeen: START + 10 * MINUTE },
      { kind: "opened", count: 1, more: 1 },
    ]);
    expect(next.incident.startsAt).toBe(START + 60 * MINUTE);
  });

  it("says nothing at the end of a window when everything was announced", () => {
    const first = fold(undefined, [aMatch(0)], options);
    expect(closeIncident(first.incident)).toEqual({ incident: first.incident, announcements: [] });
    expect(fold(first.incident, [aMatch(90)], options).announcements).toMatchObject([{ kind: "opened" }]);
  });

  it("counts a match from before the window's start with it", () => {
    const first = fold(undefined, [aMatch(20)], options);
    const late = fold(first.incident, [aMatch(5)], options);
    expect(late.announcements).toEqual([]);
    expect(late.incident).toMatchObject({ count: 2, firstSeen: START + 5 * MINUTE, startsAt: START + 20 * MINUTE });
    expect(late.incident.latest.time).toBe(START + 20 * MINUTE);
  });

  it("announces a match that came after its window was closed", () => {
    const first = fold(undefined, [aMatch(0)], options);
    const late = fold(closeIncident(first.incident).incident, [aMatch(59)], options);
    expect(closeIncident(late.incident).announcements).toMatchObject([{ kind: "closed", count: 2, more: 1 }]);
  });

  it("keeps a sample of event ids as large as asked for", () => {
    const matches = Array.from({ length: 50 }, (_, minute) => aMatch(minute));
    expect(fold(undefined, matches, options).incident.eventIds).toHaveLength(20);
    expect(fold(undefined, matches, { ...options, sampleEventIds: 30 }).incident.eventIds).toHaveLength(30);
  });

  it("gives every announcement of a dedup key another id", () => {
    const matches = [0, 10, 70, 71, 200].map((minute) => aMatch(minute));
    let incident: Incident | undefined;
    const ids = matches.flatMap((match) => {
      const folded = fold(incident, [match], options);
      incident = folded.incident;
      return folded.announcements.map(({ id }) => id);
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("announces every match exactly once, however they come in batches", () => {
    const minutes = fc.array(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), { minLength: 1 });
    void fc.assert(
      fc.property(minutes, (batches) => {
        let incident: Incident | undefined;
        let told = 0;
        for (const batch of batches) {
          const folded = fold(
            incident,
            batch.map((minute) => aMatch(minute)),
            options,
          );
          incident = folded.incident;
          for (const { more } of folded.announcements) told += more;
        }
        if (incident) for (const { more } of closeIncident(incident).announcements) told += more;
        expect(told).toBe(batches.flat().length);
      }),
    );
  });
});
