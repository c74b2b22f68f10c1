import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import type { LogFields } from "@palisade/engine/log";
import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import { createCloseRound } from "./close-round";
import { createRecorder } from "./recorder";

function aRound({ brokenKey = "" } = {}) {
  const told: string[] = [];
  const lines: LogFields[] = [];
  const world = { now: START };
  const deps = { store: createMemoryStore(), now: () => world.now, sleep: async () => undefined };
  const recorder = createRecorder({ ...deps, dedupMinutesOf: () => 60, publish: async () => undefined });
  const close = createCloseRound({
    ...deps,
    project: "palisade",
    hasDigest: true,
    publish: async ({ match }) => {
      if (match.dedupKey === brokenKey) throw new Error("throttled");
      told.push(match.dedupKey);
    },
    log: (level, message, fields) => lines.push({ level, message, ...fields }),
  });
  return { recorder, close, told, lines, world };
}

const twice = (dedupKey: string) => [aMatch(0, { dedupKey }), aMatch(1, { dedupKey })];

describe("createCloseRound", () => {
  it("says that it wrote no digest, so that one that never comes is a number and not silence", async () => {
    const { close, lines } = aRound();
    await close();
    expect(lines).toMatchObject([{ DigestsWritten: 0 }]);
  });

  it("announces once what comes in for hours after the window's end", async () => {
    const { recorder, close, told, world } = aRound();
    for (const [hour, minute] of [0, 7, 3, 9].entries()) {
      world.now = START + (300 + 30 * hour) * MINUTE;
      await recorder.record([aMatch(minute, { dedupKey: "a", settlesAt: world.now + 60 * MINUTE })]);
      await close();
    }
    expect(told).toEqual([]);
    world.now += 60 * MINUTE;
    await close();
    expect(told).toEqual(["a"]);
  });

  it("announces every incident that is over, and none twice", async () => {
    const { recorder, close, told, lines, world } = aRound();
    for (const match of [...twice("a"), ...twice("b")]) await recorder.record([match]);
    world.now = START + 71 * MINUTE;
    await close();
    await close();
    expect(told.toSorted()).toEqual(["a", "b"]);
    expect(lines).toMatchObject([
      { alerts: 2, failed: 0, AlertsPublished: 2 },
      { alerts: 0, failed: 0 },
    ]);
  });

  it("fails after the others were announced when one could not be", async () => {
    const { recorder, close, told, lines, world } = aRound({ brokenKey: "a" });
    for (const match of [...twice("a"), ...twice("b")]) await recorder.record([match]);
    world.now = START + 71 * MINUTE;
    await expect(close()).rejects.toThrow("incidents that could not be told: 1");
    expect(told).toEqual(["b"]);
    expect(lines).toMatchObject([{ level: "ERROR", alerts: 1, failed: 1 }]);
  });
});
