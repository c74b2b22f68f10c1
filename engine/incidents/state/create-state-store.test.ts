import { candidatesFor, threshold } from "../../../testing/contracts/state-contract";
import { START } from "../../../testing/fixtures/match-fixture";
import type { Candidate } from "../../detections/engine/candidate";
import { createMemoryStateStore, createStateStore } from "./create-state-store";
import { ELEMENT_BYTES } from "./element";
import type { ElementTable, Slices } from "./element-table";
import { createMemoryTable } from "./memory-table";

const DAY = 24 * 60 * 60;
/** Where DynamoDB refuses an item, with room for the names of its slices. */
const LARGEST_ITEM = 390 * 1024;

interface Watched {
  readonly table: ElementTable;
  adds: number;
  reads: number;
  largest: number;
}

/** A table that remembers how much was asked of it. */
function watched(): Watched {
  const inner = createMemoryTable();
  const seen: Watched = {
    adds: 0,
    reads: 0,
    largest: 0,
    table: {
      ...inner,
      read: (key) => {
        seen.reads++;
        return inner.read(key);
      },
      add: async (key, additions, days) => {
        seen.adds++;
        const slices = await inner.add(key, additions, days);
        seen.largest = Math.max(seen.largest, bytesOf(slices));
        return slices;
      },
    },
  };
  return seen;
}

function bytesOf(slices: Slices): number {
  return [...slices.values()].reduce((sum, elements) => sum + 12 + elements.length * (ELEMENT_BYTES + 1), 0);
}

async function inBatches(candidates: readonly Candidate[], ...stores: readonly ReturnType<typeof createStateStore>[]) {
  let promoted = 0;
  for (let from = 0, turn = 0; from < candidates.length; from += 90, turn++) {
    const store = stores[turn % stores.length];
    promoted += (await store?.promote(candidates.slice(from, from + 90)))?.promoted.size ?? 0;
  }
  return promoted;
}

const many = (count: number, make: (index: number) => Candidate) => Array.from({ length: count }, (_, i) => make(i));

describe("createStateStore", () => {
  it("keeps a window small however long and however much comes", async () => {
    const rule = threshold(500, 60);
    for (const secondsApart of [0.01, 1, 30, 3_600]) {
      const seen = watched();
      const at = candidatesFor(rule);
      const stores = many5(() => createStateStore({ table: seen.table }));
      const promoted = await inBatches(
        many(20_000, (i) => at(i * secondsApart)),
        ...stores,
      );
      expect(promoted > 0).toBe(secondsApart <= 1);
      expect(seen.largest).toBeLessThan(LARGEST_ITEM / 4);
    }
  });

  it("keeps a sequence small while one step floods it", async () => {
    const seen = watched();
    const at = candidatesFor({
      kind: "sequence",
      withinMinutes: 60,
      steps: [
        { what: "a look", reach: 1 },
        { what: "a deletion", reach: 1 },
      ],
    });
    const stores = many5(() => createStateStore({ table: seen.table }));
    await inBatches(
      many(40_000, (i) => at(i / 100, { step: 1 })),
      ...stores,
    );
    expect(seen.largest).toBeGreaterThan(0);
    expect(seen.largest).toBeLessThan(LARGEST_ITEM / 4);
  });

  it("writes no more of a slice that is full", async () => {
    const seen = watched();
    const at = candidatesFor(threshold(50, 60));
    const store = createStateStore({ table: seen.table });
    expect(
      await inBatches(
        many(9_000, (i) => at(i / 100)),
        store,
      ),
    ).toBe(9_000);
    expect(seen.adds).toBe(1);
  });

  it("costs nothing for what is known already", async () => {
    const seen = watched();
    const at = candidatesFor({ kind: "first-seen", learningDays: 7 });
    const store = createStateStore({ table: seen.table });
    await inBatches(
      many(900, (i) => at(i * DAY, { value: "home" })),
      store,
    );
    // Its habits, and the clock of its detection.
    expect([seen.reads, seen.adds]).toEqual([2, 2]);
  });

  it("reads and renews a detection's clock once, however many new callers come", async () => {
    const seen = watched();
    const rule = { kind: "first-seen", learningDays: 7 } as const;
    const store = createStateStore({ table: seen.table });
    const newcomers = many(300, (i) => {
      const candidate = candidatesFor(rule, `s3.test|caller ${i}`)(9 * DAY + i, { value: "home" });
      return { ...candidate, match: { ...candidate.match, detection: "s3.test" } };
    });
    await inBatches(newcomers, store);
    expect([seen.reads, seen.adds]).toEqual([301, 301]);
  });

  it("needs no clock where nothing is learned", async () => {
    const seen = watched();
    const at = candidatesFor({ kind: "first-seen", learningDays: 0 });
    expect((await createStateStore({ table: seen.table }).promote([at(0, { value: "home" })])).promoted.size).toBe(1);
    expect([seen.reads, seen.adds]).toEqual([1, 1]);
  });

  it("tries again to read a clock that could not be read", async () => {
    const inner = createMemoryTable();
    let isBroken = true;
    const read: ElementTable["read"] = (key) =>
      isBroken && key.endsWith("|learning since") ? Promise.reject(new Error("throttled")) : inner.read(key);
    const store = createStateStore({ table: { ...inner, read } });
    const at = candidatesFor({ kind: "first-seen", learningDays: 7 });
    const [first, second] = [at(0, { value: "home" }), at(8 * DAY, { value: "office" })];
    expect((await store.promote([first])).failures.size).toBe(1);
    isBroken = false;
    expect((await store.promote([first])).failures.size).toBe(0);
    expect((await store.promote([second])).promoted.size).toBe(1);
  });

  it("gives up events from the future before those of the present", async () => {
    const table = createMemoryTable();
    const store = createStateStore({ table, now: () => START });
    const at = candidatesFor(threshold(200, 10));
    await store.promote(many(198, (i) => at(i)));
    for (let i = 1; i < 20; i++) await store.promote(many(190, (n) => at(i * 365 * DAY + n)));
    expect((await store.promote([at(200), at(201)])).promoted.size).toBe(2);
  });

  it("says which candidates could not be kept, and goes on with the others", async () => {
    const inner = createMemoryTable();
    const bad = candidatesFor(threshold(1, 10), "s3.test|bad");
    const good = candidatesFor(threshold(1, 10), "s3.test|good");
    const error = new Error("throttled");
    const table: ElementTable = {
      ...inner,
      add: (key, ...rest) => (key.startsWith("s3.test|bad") ? Promise.reject(error) : inner.add(key, ...rest)),
    };
    const [lost, kept] = [bad(0), good(0)];
    const { promoted, failures } = await createStateStore({ table }).promote([lost, kept]);
    expect([...failures]).toEqual([[lost, error]]);
    expect([...promoted.keys()]).toEqual([kept]);
  });
});

function many5<T>(make: () => T): readonly T[] {
  return Array.from({ length: 5 }, make);
}

describe("createMemoryStateStore", () => {
  it("forgets the keys that were not asked for the longest", async () => {
    const store = createMemoryStateStore({ capacity: 2 });
    const [a, b, c] = [1, 2, 3].map(() => candidatesFor(threshold(3, 60)));
    for (const at of [a, b, a, c, b]) if (at) await store.promote([at(0)]);
    const last = b?.(1) as Candidate;
    // The first of its three was forgotten.
    expect((await store.promote([last])).promoted.size).toBe(0);
  });

  it("says bytes in words", async () => {
    const at = candidatesFor(threshold(10e9, 24 * 60, { measure: "weight", unit: "bytes" }));
    const one = at(0, { weight: 12_345_678_901 });
    expect((await createMemoryStateStore().promote([one])).promoted.get(one)?.summary).toBe(
      "somebody deleted an object, at least 12.3 GB within 1 day",
    );
  });
});
