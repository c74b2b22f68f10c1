import { closeDue } from "@palisade/engine/incidents/close-due";
import type { Announcement, Match } from "@palisade/engine/incidents/incident";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import type { PublishNote } from "@palisade/engine/incidents/outbox";
import type { IncidentStore } from "@palisade/engine/incidents/store";
import { LATENESS } from "@palisade/engine/incidents/store";
import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import type { Recorded } from "./recorder";
import { createRecorder } from "./recorder";

interface World {
  store: IncidentStore;
  now: number;
  isTopicDown: boolean;
  readonly told: (Announcement & PublishNote)[];
  readonly record: (...matches: readonly Match[]) => Promise<Recorded>;
  readonly close: () => ReturnType<typeof closeDue>;
}

const down = async (): Promise<never> => {
  throw new Error("no answer");
};
const DOWN: IncidentStore = {
  load: down,
  save: down,
  due: () => {
    throw new Error("no answer");
  },
};

function aWorld(): World {
  const told: World["told"] = [];
  const publish = async (announcement: Announcement, note: PublishNote) => {
    if (world.isTopicDown) throw new Error("throttled");
    told.push({ ...announcement, ...note });
  };
  const store: IncidentStore = {
    load: (dedupKey) => world.store.load(dedupKey),
    save: (request) => world.store.save(request),
    due: (now) => world.store.due(now),
  };
  const deps = { store, publish, now: () => world.now, sleep: async () => undefined };
  const recorder = createRecorder({ ...deps, dedupMinutesOf: () => 60 });
  const world: World = {
    store: createMemoryStore(),
    now: START,
    isTopicDown: false,
    told,
    record: (...matches) => recorder.record(matches),
    close: () => closeDue(deps),
  };
  return world;
}

describe("createRecorder", () => {
  it("alerts on the first match and counts the others", async () => {
    const world = aWorld();
    expect(await world.record(aMatch(0))).toMatchObject({ alerts: 1, folded: 0 });
    expect(await world.record(aMatch(1), aMatch(2))).toMatchObject({ alerts: 0, folded: 2 });
    expect(world.told).toMatchObject([{ kind: "opened", duplicatesPossible: false }]);
  });

  it("keeps incidents of different keys apart", async () => {
    const world = aWorld();
    await world.record(aMatch(0), aMatch(0, { dedupKey: "s3.blocked-outside-allowlist|mallory" }));
    expect(world.told.map(({ kind }) => kind)).toEqual(["opened", "opened"]);
  });

  it("counts an event once, however often it comes", async () => {
    const world = aWorld();
    const match = aMatch(0);
    expect(await world.record(match, { ...match })).toMatchObject({ alerts: 1, duplicates: 1 });
    expect(await world.record(match, aMatch(1))).toMatchObject({ alerts: 0, folded: 1, duplicates: 1 });
    expect((await world.store.load(match.dedupKey))?.state.incident.count).toBe(2);
  });

  it("says at the end of the window how many more came, once", async () => {
    const world = aWorld();
    await world.record(aMatch(0));
    await world.record(aMatch(10), aMatch(20));
    world.now = START + 60 * MINUTE + LATENESS - 1;
    expect(await world.close()).toEqual({ alerts: 0, failures: [] });
    world.now++;
    expect(await world.close()).toEqual({ alerts: 1, failures: [] });
    expect(await world.close()).toEqual({ alerts: 0, failures: [] });
    expect(world.told.at(-1)).toMatchObject({ kind: "closed", count: 3, more: 2 });
  });

  it("fails what could not be announced, and announces it when the event comes again", async () => {
    const world = aWorld();
    world.isTopicDown = true;
    const match = aMatch(0);
    const { failures } = await world.record(match);
    expect([...failures.keys()]).toEqual([match]);
    world.isTopicDown = false;
    world.now += 3 * MINUTE;
    expect((await world.record(match)).failures.size).toBe(0);
    expect(world.told).toMatchObject([{ kind: "opened", count: 1 }]);
  });

  it("announces in the closing round what no event brought back", async () => {
    const world = aWorld();
    world.isTopicDown = true;
    await world.record(aMatch(0));
    world.now += MINUTE;
    expect(await world.close()).toMatchObject({ alerts: 0, failures: [expect.any(Error)] });
    world.isTopicDown = false;
    world.now += MINUTE;
    expect(await world.close()).toEqual({ alerts: 1, failures: [] });
    expect(world.told).toMatchObject([{ kind: "opened" }]);
  });

  it("leaves an announcement to the one who is about to publish it", async () => {
    const world = aWorld();
    world.isTopicDown = true;
    await world.record(aMatch(0));
    world.isTopicDown = false;
    expect(await world.record(aMatch(1))).toMatchObject({ alerts: 0, folded: 1 });
  });

  it("alerts without the table once, says so, and fails the match until the table has counted it", async () => {
    const world = aWorld();
    const working = world.store;
    world.store = DOWN;
    const match = aMatch(0);
    const graver = aMatch(1, { severity: "high" });
    expect((await world.record(match)).failures.get(match)).toMatchObject({ message: "no answer" });
    await world.record(match);
    await world.record(match, graver);
    expect(world.told).toMatchObject([
      { kind: "opened", duplicatesPossible: true },
      { kind: "raised", duplicatesPossible: true },
    ]);
    world.store = working;
    expect((await world.record(match, graver)).failures.size).toBe(0);
    expect(world.told.at(-1)).toMatchObject({ kind: "opened", count: 2, duplicatesPossible: false });
  });

  it("fails matches without another alert when others keep saving the incident first", async () => {
    const world = aWorld();
    world.store = { ...world.store, save: async () => ({ kind: "conflict" }) };
    const match = aMatch(0);
    expect((await world.record(match)).failures.get(match)).toMatchObject({ name: "IncidentContendedError" });
    expect(world.told).toEqual([]);
  });

  it("keeps no endless text of an event", async () => {
    const world = aWorld();
    const match = aMatch(0, { key: "k".repeat(110_000) });
    await world.record(match);
    expect(JSON.stringify(await world.store.load(match.dedupKey)).length).toBeLessThan(30_000);
  });

  it("never keeps more announcements waiting than an item can hold, and announces all matches", async () => {
    const world = aWorld();
    world.isTopicDown = true;
    for (let hour = 0; hour < 100; hour++) {
      world.now = START + hour * 60 * MINUTE;
      await world.record(aMatch(60 * hour), aMatch(60 * hour + 1));
    }
    const { dedupKey } = aMatch();
    expect((await world.store.load(dedupKey))?.state.pending.length).toBeLessThanOrEqual(21);
    world.isTopicDown = false;
    world.now += 2 * 60 * MINUTE;
    await world.close();
    expect(world.told.reduce((sum, { more }) => sum + more, 0)).toBe(200);
  });

  it("counts a storm of 100,000 events exactly, with one alert an incident and a bounded record of it", async () => {
    const world = aWorld();
    const keys = ["alice", "bob", "carol", "dave"];
    const events = 100_000;
    const heapBefore = process.memoryUsage().heapUsed;
    for (let from = 0; from < events; from += 100) {
      const batch = Array.from({ length: 100 }, (_, i) => {
        const dedupKey = `s3.blocked-outside-allowlist|${keys[(from + i) % keys.length]}`;
        return aMatch((59 * (from + i)) / events, { dedupKey });
      });
      await world.record(...batch);
    }
    expect(world.told.map(({ kind }) => kind)).toEqual(keys.map(() => "opened"));
    for (const key of keys) {
      const stored = await world.store.load(`s3.blocked-outside-allowlist|${key}`);
      expect(stored?.state.incident.count).toBe(events / keys.length);
      expect(JSON.stringify(stored).length).toBeLessThan(5000);
    }
    world.now = START + 2 * 60 * MINUTE;
    await world.close();
    const told = world.told.reduce((sum, { more }) => sum + more, 0);
    expect([world.told.length, told]).toEqual([2 * keys.length, events]);
    // The marks of 100,000 event ids are all that may grow.
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(150e6);
  });
});
