import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import { closeDue } from "@palisade/engine/incidents/close-due";
import type { Announcement, Match } from "@palisade/engine/incidents/incident";
import { createMemoryStore } from "@palisade/engine/incidents/memory-store";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import type { IncidentStore } from "@palisade/engine/incidents/store";
import { LATENESS } from "@palisade/engine/incidents/store";
import { candidatesFor, threshold } from "../../testing/contracts/state-contract";
import { describeWithDynamoDb } from "../../testing/emulators/dynamodb-emulator";
import { aMatch, MINUTE, START } from "../../testing/fixtures/match-fixture";
import { createDynamoDbStore } from "./dynamodb-store";
import { createRecorder } from "./recorder";
import { createDynamoDbStateStore } from "./state/dynamodb-state-store";

jest.setTimeout(180_000);

/** As the queue hands them over. */
const BATCH = 90;

interface Storm {
  readonly told: Announcement[];
  readonly record: (matches: readonly Match[]) => Promise<void>;
  readonly close: () => Promise<unknown>;
}

function aStorm(store: IncidentStore): Storm {
  const told: Announcement[] = [];
  const publish = async (announcement: Announcement) => {
    told.push(announcement);
  };
  const deps = { store, publish, sleep: async () => undefined };
  const recorder = createRecorder({ ...deps, now: () => START, dedupMinutesOf: () => 60 });
  return {
    told,
    record: async (matches) => {
      expect((await recorder.record(matches)).failures.size).toBe(0);
    },
    close: () => closeDue({ ...deps, now: () => START + 180 * MINUTE + LATENESS }),
  };
}

async function inBatches<T>(all: readonly T[], work: (batch: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += BATCH) await work(all.slice(from, from + BATCH));
}

const keyOf = (index: number) => `s3.blocked-outside-allowlist|somebody ${index}`;

/** Within 50 minutes, given to the keys in turn. */
function stormOf(events: number, keys: number): readonly Match[] {
  return Array.from({ length: events }, (_, i) => aMatch((50 * i) / events, { dedupKey: keyOf(i % keys) }));
}

async function promoteAll(state: StateStore, candidates: readonly Candidate[], storm: Storm): Promise<number> {
  let matches = 0;
  await inBatches(candidates, async (batch) => {
    const { promoted, failures } = await state.promote(batch);
    expect(failures.size).toBe(0);
    matches += promoted.size;
    await storm.record([...promoted.values()]);
  });
  return matches;
}

describe("a storm of 100,000 matches", () => {
  it.each([1, 1_000])(
    "in %i incidents is one alert each and one that says how many more, all counted",
    async (keys) => {
      const storm = aStorm(createMemoryStore());
      await inBatches(stormOf(100_000, keys), storm.record);
      await storm.close();
      expect(storm.told).toHaveLength(2 * keys);
      const closed = storm.told.filter(({ kind }) => kind === "closed");
      expect(new Set(storm.told.map(({ match }) => match.dedupKey)).size).toBe(keys);
      expect(closed.map(({ count }) => count)).toEqual(Array.from({ length: keys }, () => 100_000 / keys));
    },
  );

  it.each([1, 1_000])(
    "that count for %i thresholds is one alert each, and what came before is all that is not counted",
    async (keys) => {
      const rule = threshold(50, 60);
      const makers = Array.from({ length: keys }, (_, i) => candidatesFor(rule, keyOf(i)));
      const candidates = Array.from({ length: 100_000 }, (_, i) => makers[i % keys]?.(i / 40) as Candidate);
      const storm = aStorm(createMemoryStore());
      const matches = await promoteAll(createMemoryStateStore(), candidates, storm);
      await storm.close();
      expect(storm.told.filter(({ kind }) => kind === "opened")).toHaveLength(keys);
      expect(storm.told.filter(({ kind }) => kind === "closed")).toHaveLength(keys);
      const missed = 100_000 - matches;
      expect(missed).toBeLessThan(50 * keys);
      const closed = storm.told.filter(({ kind }) => kind === "closed");
      expect(closed.reduce((sum, { count }) => sum + count, 0)).toBe(matches);
    },
  );
});

describeWithDynamoDb("a storm against moto_server", (open) => {
  it("is counted in full by detectors at work at once, for a handful of writes", async () => {
    const { client, table } = await open();
    const calls: string[] = [];
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          calls.push(commandName);
          return next(args);
        },
      { step: "initialize" },
    );
    const now = () => START;
    const storm = aStorm(createDynamoDbStore({ client, table, now }));
    const detectors = Array.from({ length: 5 }, () => createDynamoDbStateStore({ client, table, now }));
    const at = candidatesFor(threshold(50, 60));
    const candidates = Array.from({ length: 10_000 }, (_, i) => at(i / 100));
    let matches = 0;
    await Promise.all(
      detectors.map((state, i) =>
        // Each has a fifth, and the beginning of the next one's: the queue delivers at least once.
        inBatches([...candidates, ...candidates].slice(2_000 * i, 2_000 * i + 2_100), async (batch) => {
          const { promoted, failures } = await state.promote(batch);
          expect(failures.size).toBe(0);
          matches += promoted.size;
        }),
      ),
    );
    expect(matches).toBe(10_500);
    expect(calls.length).toBeLessThan(20);

    const last = candidates.slice(-200);
    for (const state of detectors.slice(0, 2)) await promoteAll(state, last, storm);
    await storm.close();
    expect(storm.told.map(({ kind, count }) => [kind, count])).toEqual([
      ["opened", 90],
      ["closed", 200],
    ]);
  });
});
