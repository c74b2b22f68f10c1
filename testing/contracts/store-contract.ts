import { closeDue } from "@palisade/engine/incidents/close-due";
import { fold } from "@palisade/engine/incidents/fold";
import type { Match } from "@palisade/engine/incidents/incident";
import type { IncidentState, IncidentStore, StoredIncident } from "@palisade/engine/incidents/store";
import { LATENESS, MAX_NEW_EVENTS } from "@palisade/engine/incidents/store";
import { createRecorder } from "@palisade/functions/incidents/recorder";
import { aMatch, MINUTE, START } from "../fixtures/match-fixture";

let serial = 0;

function keyOfItsOwn(): string {
  return `s3.blocked-outside-allowlist|test-${++serial}`;
}

function stateOf(matches: readonly Match[]): IncidentState {
  return { incident: fold(undefined, matches, { dedupMinutes: 60 }).incident, pending: [] };
}

async function dueKeys(store: IncidentStore, now: number): Promise<readonly string[]> {
  const found: StoredIncident[] = [];
  for await (const stored of store.due(now)) found.push(stored);
  return found.map(({ state }) => state.incident.dedupKey);
}

/** What every incident store has to do; `open` gives the store under test. */
export function describeIncidentStore(name: string, open: () => Promise<IncidentStore>): void {
  describe(name, () => {
    let store: IncidentStore;
    beforeAll(async () => {
      store = await open();
    });

    it("has nothing under a key that no one saved", async () => {
      expect(await store.load(keyOfItsOwn())).toBeUndefined();
    });

    it("gives back what was saved", async () => {
      const match = aMatch(0, { dedupKey: keyOfItsOwn(), key: 'ü"\n\u202e\u0000' });
      const state = stateOf([match]);
      const saved = await store.save({ state, expectedVersion: undefined, newEventIds: [match.eventId] });
      expect(saved).toEqual({ kind: "saved", version: 1 });
      expect(await store.load(match.dedupKey)).toEqual({ state, version: 1 });
    });

    it("refuses a save over a version that is not the current one", async () => {
      const match = aMatch(0, { dedupKey: keyOfItsOwn() });
      const state = stateOf([match]);
      await store.save({ state, expectedVersion: undefined, newEventIds: [match.eventId] });
      for (const expectedVersion of [undefined, 7]) {
        for (const newEventIds of [[], [aMatch().eventId]]) {
          expect(await store.save({ state, expectedVersion, newEventIds })).toEqual({ kind: "conflict" });
        }
      }
      expect(await store.save({ state, expectedVersion: 1, newEventIds: [] })).toEqual({ kind: "saved", version: 2 });
    });

    it("names the events that were counted before, and saves nothing", async () => {
      const dedupKey = keyOfItsOwn();
      const [a, b, c] = [aMatch(0, { dedupKey }), aMatch(1, { dedupKey }), aMatch(2, { dedupKey })];
      await store.save({ state: stateOf([a]), expectedVersion: undefined, newEventIds: [a.eventId] });
      const newEventIds = [b.eventId, a.eventId, c.eventId];
      const again = await store.save({ state: stateOf([a, b, c]), expectedVersion: 1, newEventIds });
      expect(again).toEqual({ kind: "seen", eventIds: [a.eventId] });
      expect((await store.load(dedupKey))?.version).toBe(1);
      const rest = await store.save({ state: stateOf([a, b]), expectedVersion: 1, newEventIds: [b.eventId] });
      expect(rest).toEqual({ kind: "saved", version: 2 });
    });

    it("counts one event once for each detection", async () => {
      const one = aMatch(0, { dedupKey: keyOfItsOwn() });
      const other = { ...one, dedupKey: keyOfItsOwn(), detection: "s3.access-outside-allowlist" };
      for (const match of [one, other]) {
        const request = { state: stateOf([match]), expectedVersion: undefined, newEventIds: [match.eventId] };
        expect((await store.save(request)).kind).toBe("saved");
      }
    });

    it("takes as many events at once as it promises", async () => {
      const dedupKey = keyOfItsOwn();
      const matches = Array.from({ length: MAX_NEW_EVENTS }, () => aMatch(0, { dedupKey }));
      const newEventIds = matches.map(({ eventId }) => eventId);
      const saved = await store.save({ state: stateOf(matches), expectedVersion: undefined, newEventIds });
      expect(saved.kind).toBe("saved");
    });

    it("finds an incident with something untold once its window and the stragglers' time are over", async () => {
      const match = aMatch(0, { dedupKey: keyOfItsOwn() });
      const { incident } = stateOf([match]);
      const untold = { ...incident, untold: 1 };
      await store.save({ state: { incident: untold, pending: [] }, expectedVersion: undefined, newEventIds: [] });
      expect(await dueKeys(store, incident.endsAt)).not.toContain(match.dedupKey);
      expect(await dueKeys(store, incident.endsAt + LATENESS)).toContain(match.dedupKey);
      await store.save({ state: { incident, pending: [] }, expectedVersion: 1, newEventIds: [] });
      expect(await dueKeys(store, incident.endsAt + LATENESS)).not.toContain(match.dedupKey);
    });

    it("finds one whose stragglers take hours once they have had them", async () => {
      const settlesAt = START + 300 * MINUTE;
      const { incident } = stateOf([aMatch(0, { dedupKey: keyOfItsOwn(), settlesAt })]);
      const { dedupKey, endsAt } = incident;
      const state = { incident: { ...incident, untold: 1 }, pending: [] };
      await store.save({ state, expectedVersion: undefined, newEventIds: [] });
      expect(await dueKeys(store, endsAt + LATENESS)).not.toContain(dedupKey);
      expect(await dueKeys(store, settlesAt)).toContain(dedupKey);
    });

    it("finds an incident whose announcement no one published, once its lease is over", async () => {
      const match = aMatch(0, { dedupKey: keyOfItsOwn() });
      const { incident, announcements } = fold(undefined, [match], { dedupMinutes: 60 });
      const pending = announcements.map((announcement) => ({ announcement, leasedUntil: START + MINUTE }));
      await store.save({ state: { incident, pending }, expectedVersion: undefined, newEventIds: [] });
      expect(await dueKeys(store, START)).not.toContain(match.dedupKey);
      expect(await dueKeys(store, START + MINUTE)).toContain(match.dedupKey);
    });

    describe("while the table does not take word of what was published", () => {
      const HOUR = 60 * MINUTE;

      /** Takes everything but that an announcement went out, or is to wait. */
      const withoutWord = (): IncidentStore => ({
        ...store,
        save: async (request) => {
          const before = await store.load(request.state.incident.dedupKey);
          const isWord = request.newEventIds.length === 0 && (before?.state.pending.length ?? 0) > 0;
          const isLease = request.state.pending.some(({ leasedUntil }, index) => {
            return leasedUntil > (before?.state.pending[index]?.leasedUntil ?? Number.POSITIVE_INFINITY);
          });
          if (isWord && !isLease) throw new Error("throttled");
          return store.save(request);
        },
      });

      interface Told {
        readonly at: number;
        readonly duplicatesPossible: boolean;
      }

      /** An alert, and the closing rounds of so many hours after it. */
      const rounds = async (
        over: IncidentStore,
        hours: number,
        isTopicDown: (now: number) => boolean = () => false,
      ) => {
        const told: Told[] = [];
        let now = START;
        const deps = {
          store: over,
          now: () => now,
          sleep: async () => undefined,
          publish: async (_: unknown, { duplicatesPossible }: { readonly duplicatesPossible: boolean }) => {
            if (isTopicDown(now)) throw new Error("no answer");
            told.push({ at: now - START, duplicatesPossible });
          },
        };
        const match = aMatch(0, { dedupKey: keyOfItsOwn() });
        await createRecorder({ ...deps, dedupMinutesOf: () => 60 }).record([match]);
        const closing = { ...deps, store: only(over, match.dedupKey) };
        for (now += 20 * MINUTE; now <= START + hours * HOUR; now += 20 * MINUTE) await closeDue(closing);
        return { told, dedupKey: match.dedupKey };
      };

      /** Other tests' incidents are theirs. */
      const only = (over: IncidentStore, dedupKey: string): IncidentStore => ({
        ...over,
        async *due(now) {
          for await (const one of over.due(now)) if (one.state.incident.dedupKey === dedupKey) yield one;
        },
      });

      it("announces the same again ever more rarely, and with a note", async () => {
        const { told } = await rounds(withoutWord(), 24);
        expect(told.length).toBeGreaterThan(5);
        expect(told.length).toBeLessThanOrEqual(13);
        expect(told.filter(({ at }) => at > 12 * HOUR).length).toBeLessThanOrEqual(2);
        expect(told.map(({ duplicatesPossible }) => duplicatesPossible)).toEqual(told.map((_, index) => index > 0));
      });

      it("announces it no more once the table accepts it", async () => {
        const { told, dedupKey } = await rounds(store, 24);
        expect(told).toEqual([{ at: 0, duplicatesPossible: false }]);
        expect((await store.load(dedupKey))?.state.pending).toEqual([]);
      });

      it("does not keep waiting with what is known not to have gone out", async () => {
        const { told } = await rounds(store, 8, (now) => now < START + 7 * HOUR);
        expect(told).toEqual([{ at: 7 * HOUR, duplicatesPossible: false }]);
      });
    });

    it("lets recorders work on one incident at once: every match is counted, and one alert goes out", async () => {
      const dedupKey = keyOfItsOwn();
      const told: string[] = [];
      const recorders = Array.from({ length: 5 }, () =>
        createRecorder({
          store,
          dedupMinutesOf: () => 60,
          now: () => START,
          sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
          publish: async ({ kind }) => {
            told.push(kind);
          },
        }),
      );
      const matches = Array.from({ length: 100 }, (_, i) => aMatch(i / 10, { dedupKey }));
      // Every batch holds ten of its own and ten of the next one's: the queue delivers at least once.
      const batchOf = (i: number) => [...matches, ...matches].slice(10 * i, 10 * i + 20);
      const results = await Promise.all(
        recorders.map(async (recorder, i) => [
          await recorder.record(batchOf(i)),
          await recorder.record(batchOf(i + 5)),
        ]),
      );
      expect(results.flat().flatMap(({ failures }) => [...failures.values()])).toEqual([]);
      expect(told).toEqual(["opened"]);
      const sum = (name: "folded" | "duplicates" | "alerts") =>
        results.flat().reduce((total, result) => total + result[name], 0);
      expect([sum("alerts"), sum("folded"), sum("duplicates")]).toEqual([1, 99, 100]);
      const stored = await store.load(dedupKey);
      expect(stored?.state.incident.count).toBe(100);
      expect(stored?.state.pending).toEqual([]);
    });
  });
}
