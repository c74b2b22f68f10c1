import type { Candidate, StateRule } from "@palisade/engine/detections/engine/candidate";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import fc from "fast-check";
import { aMatch } from "../fixtures/match-fixture";

type Threshold = Extract<StateRule, { readonly kind: "threshold" }>;

let serial = 0;

/** Candidates of one key of its own, with ids of their own; `second` counts from `START`. */
export function candidatesFor(rule: StateRule, key = `s3.test|${++serial}`) {
  return (second: number, more: Partial<Candidate> & { readonly id?: string } = {}): Candidate => {
    const { id = `${key}|${++serial}`, ...rest } = more;
    const match = aMatch(second / 60, {
      detection: key,
      dedupKey: key,
      eventId: id,
      summary: "somebody deleted an object",
    });
    return { match, rule, key, ...rest };
  };
}

export function threshold(reach: number, withinMinutes: number, more: Partial<Threshold> = {}): Threshold {
  return { kind: "threshold", reach, withinMinutes, unit: "deletions", measure: "events", ...more };
}

const SEQUENCE: StateRule = {
  kind: "sequence",
  withinMinutes: 30,
  steps: [
    { what: "2 looks around", reach: 2 },
    { what: "a deletion", reach: 1 },
  ],
};

const NEWS: StateRule = { kind: "first-seen", learningDays: 7 };
const DAY = 24 * 60 * 60;

/** What every store of state has to do; `open` gives functions that make stores on the same state, as detectors share a table. */
export function describeStateStore(name: string, open: () => Promise<() => StateStore>): void {
  describe(name, () => {
    let connect: () => StateStore;
    let store: StateStore;
    beforeAll(async () => {
      connect = await open();
    });
    beforeEach(() => {
      store = connect();
    });

    /** Which of the candidates, given at once, became matches. */
    const promote = async (candidates: readonly Candidate[], on = store) => {
      const { promoted, failures } = await on.promote(candidates);
      expect([...failures.values()]).toEqual([]);
      return candidates.map((candidate) => promoted.has(candidate));
    };
    const oneByOne = async (candidates: readonly Candidate[], on = store) => {
      const promoted: boolean[] = [];
      for (const candidate of candidates) promoted.push(...(await promote([candidate], on)));
      return promoted;
    };

    describe("a threshold", () => {
      it("is reached by the event that makes it enough, and by those after", async () => {
        const at = candidatesFor(threshold(3, 60));
        expect(await oneByOne([at(0), at(60), at(120), at(180)])).toEqual([false, false, true, true]);
      });

      it("is reached by all events that come together, when they are enough with those before", async () => {
        const at = candidatesFor(threshold(3, 60));
        expect(await promote([at(0)])).toEqual([false]);
        expect(await promote([at(30), at(10)])).toEqual([true, true]);
      });

      it("says what came together", async () => {
        const at = candidatesFor(threshold(2, 60));
        const [a, b] = [at(0), at(1)];
        const { promoted } = await store.promote([a, b]);
        expect(promoted.get(a)).toEqual({
          ...a.match,
          summary: "somebody deleted an object, at least 2 deletions within 60 minutes",
        });
      });

      it("counts an event once, however often it comes", async () => {
        const at = candidatesFor(threshold(3, 60));
        const [a, b, c] = [at(0), at(1), at(2)];
        expect(await oneByOne([a, b, a, b, { ...a }])).toEqual([false, false, false, false, false]);
        expect(await promote([a, a, b])).toEqual([false, false, false]);
        expect(await promote([c])).toEqual([true]);
        expect(await oneByOne([a, b, c])).toEqual([true, true, true]);
      });

      it("counts to the second what lies within the time, both ends included, whatever slices it crosses", async () => {
        for (const start of [0, 1, 59, 299, 1_234]) {
          const at = candidatesFor(threshold(2, 60));
          expect(await oneByOne([at(start), at(start + 3_600)])).toEqual([false, true]);
          const apart = candidatesFor(threshold(2, 60));
          expect(await oneByOne([apart(start), apart(start + 3_601)])).toEqual([false, false]);
        }
      });

      it("counts events in whatever order they come", async () => {
        const at = candidatesFor(threshold(3, 10));
        expect(await oneByOne([at(500), at(5_000), at(0), at(-4_000), at(250)])).toEqual([
          false,
          false,
          false,
          false,
          true,
        ]);
      });

      it("keeps keys apart, and rules that were tuned", async () => {
        const key = `s3.test|${++serial}`;
        expect(await oneByOne([candidatesFor(threshold(2, 60))(0), candidatesFor(threshold(2, 60))(0)])).toEqual([
          false,
          false,
        ]);
        expect(
          await oneByOne([candidatesFor(threshold(2, 60), key)(0), candidatesFor(threshold(2, 90), key)(1)]),
        ).toEqual([false, false]);
      });

      it("adds up weights", async () => {
        const at = candidatesFor(threshold(10_000, 60, { measure: "weight", unit: "bytes" }));
        expect(await oneByOne([at(0, { weight: 9_900 }), at(1, { weight: 50 }), at(2, { weight: 50 })])).toEqual([
          false,
          false,
          true,
        ]);
      });

      it("takes weights that are none for nothing", async () => {
        const at = candidatesFor(threshold(10, 60, { measure: "weight" }));
        for (const weight of [Number.NaN, -5, 0, Number.NEGATIVE_INFINITY])
          expect(await promote([at(0, { weight })])).toEqual([false]);
        expect(await promote([at(0, { weight: Number.POSITIVE_INFINITY })])).toEqual([true]);
        expect(await promote([at(0, { weight: Number.NaN })])).toEqual([true]);
      });

      it("adds up many small weights to within a tenth", async () => {
        const at = candidatesFor(threshold(10e9, 60, { measure: "weight", unit: "bytes" }));
        const few = Array.from({ length: 9_000 }, (_, i) => at(i / 10, { weight: 1_000_000 }));
        expect((await promote(few)).some(Boolean)).toBe(false);
        const more = Array.from({ length: 2_000 }, (_, i) => at(1_000 + i / 10, { weight: 1_000_000 }));
        expect((await promote(more)).every(Boolean)).toBe(true);
      });

      it("counts distinct values, each once", async () => {
        const at = candidatesFor(threshold(3, 60, { measure: "distinct", unit: "buckets" }));
        const value = (name: string) => ({ value: name });
        expect(await oneByOne([at(0, value("a")), at(1, value("a")), at(400, value("a")), at(2, value("b"))])).toEqual([
          false,
          false,
          false,
          false,
        ]);
        expect(await oneByOne([at(3, value("c")), at(4, value("a"))])).toEqual([true, true]);
        expect(await oneByOne([at(9_000, value("c")), at(9_001, value("d"))])).toEqual([false, false]);
      });

      it("lets nothing of years ago or ahead disturb the present", async () => {
        const at = candidatesFor(threshold(3, 60));
        const year = 365 * DAY;
        expect(await oneByOne([at(-30 * year), at(-year), at(0), at(1), at(-60 * year)])).toEqual(
          Array.from({ length: 5 }, () => false),
        );
        expect(await promote([at(2)])).toEqual([true]);
      });

      it("agrees with a count of the events by hand", async () => {
        const seconds = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 25 });
        await fc.assert(
          fc.asyncProperty(
            seconds,
            fc.integer({ min: 1, max: 5 }),
            fc.integer({ min: 1, max: 20 }),
            async (all, reach, minutes) => {
              const at = candidatesFor(threshold(reach, minutes));
              const own = connect();
              const promoted = await oneByOne(
                all.map((second) => at(second)),
                own,
              );
              const expected = all.map((second, index) => {
                const seen = all.slice(0, index + 1);
                const starts = seen.filter((from) => from <= second && second <= from + minutes * 60);
                return starts.some((from) => seen.filter((t) => from <= t && t <= from + minutes * 60).length >= reach);
              });
              expect(promoted).toEqual(expected);
            },
          ),
          { numRuns: 25 },
        );
      });

      it("misses nothing while detectors work at once, each with events of the others", async () => {
        const at = candidatesFor(threshold(200, 60));
        const events = Array.from({ length: 200 }, (_, i) => at(i * 10));
        const promoted = (
          await Promise.all(
            Array.from({ length: 5 }, (_, i) =>
              promote([...events.slice(40 * i, 40 * i + 40), ...events.slice(0, 20)], connect()),
            ),
          )
        ).flat();
        expect(promoted.some(Boolean)).toBe(true);
        expect(await promote([events[0] as Candidate], connect())).toEqual([true]);
        const less = candidatesFor(threshold(200, 60));
        const tooFew = Array.from({ length: 199 }, (_, i) => less(i * 10));
        expect((await promote([...tooFew, ...tooFew])).some(Boolean)).toBe(false);
      });
    });

    describe("a sequence", () => {
      const look = { step: 0 };
      const act = { step: 1 };

      it("is complete when every step was reached in order within the time", async () => {
        const at = candidatesFor(SEQUENCE);
        expect(await oneByOne([at(0, look), at(10, look), at(20, act)])).toEqual([false, false, true]);
        const late = candidatesFor(SEQUENCE);
        expect(await oneByOne([late(0, look), late(1, look), late(1_801, act)])).toEqual([false, false, false]);
      });

      it("is none when the last step came before the first", async () => {
        const at = candidatesFor(SEQUENCE);
        expect(await oneByOne([at(0, act), at(10, look), at(20, look)])).toEqual([false, false, false]);
        expect(await promote([at(30, act)])).toEqual([true]);
      });

      it("is none with too little of a step", async () => {
        const at = candidatesFor(SEQUENCE);
        expect(await oneByOne([at(0, look), at(20, act), at(21, act)])).toEqual([false, false, false]);
      });

      it("is found in whatever order its events come, and however often", async () => {
        const at = candidatesFor(SEQUENCE);
        const [first, second, third] = [at(0, look), at(10, look), at(20, act)];
        expect(await oneByOne([third, second, second, third])).toEqual([false, false, false, false]);
        expect(await promote([first])).toEqual([true]);
        expect(await oneByOne([third, second, first])).toEqual([true, true, true]);
      });

      it("says what its steps are", async () => {
        const at = candidatesFor(SEQUENCE);
        const last = at(20, act);
        const { promoted } = await store.promote([at(0, look), at(10, look), last]);
        expect(promoted.get(last)?.summary).toBe(
          "somebody deleted an object, 2 looks around, then a deletion within 30 minutes",
        );
      });

      it("is found among thousands of events of one step", async () => {
        const at = candidatesFor(SEQUENCE);
        const flood = Array.from({ length: 3_000 }, (_, i) => at(i / 10, act));
        for (let from = 0; from < flood.length; from += 500) await promote(flood.slice(from, from + 500));
        expect(await oneByOne([at(301, look), at(302, look), at(303, act)])).toEqual([false, false, true]);
      });
    });

    describe("something new", () => {
      const value = (name: string) => ({ value: name });

      it("is a match when the time of learning is over, and only at first", async () => {
        const at = candidatesFor(NEWS);
        const first = at(8 * DAY, value("new"));
        expect(
          await oneByOne([at(0, value("home")), at(6 * DAY, value("office")), at(8 * DAY, value("home")), first]),
        ).toEqual([false, false, false, true]);
        expect(await promote([at(8 * DAY + 1, value("new"))])).toEqual([false]);
      });

      it("is a match again when its event comes again, here or elsewhere", async () => {
        const at = candidatesFor(NEWS);
        const [start, first, next] = [at(0, value("a")), at(8 * DAY, value("b")), at(8 * DAY + 5, value("b"))];
        expect(await oneByOne([start, first])).toEqual([false, true]);
        expect(await oneByOne([next, first])).toEqual([false, true]);
        expect(await oneByOne([next, first, start], connect())).toEqual([false, true, false]);
      });

      it("is one match where it comes several times at once", async () => {
        const at = candidatesFor(NEWS);
        await promote([at(0, value("a"))]);
        const many = Array.from({ length: 20 }, (_, i) => at(9 * DAY - i, value("b")));
        expect((await promote(many)).filter(Boolean)).toHaveLength(1);
      });

      it("is nothing for a caller that does thousands of different things", async () => {
        const at = candidatesFor(NEWS);
        await promote(Array.from({ length: 2_500 }, (_, i) => at(i, value(`value ${i}`))));
        expect(await promote([at(9 * DAY, value("another"))])).toEqual([false]);
        expect(await promote([at(9 * DAY, value("another"))], connect())).toEqual([false]);
      });

      /** Candidates of one detection under any of its keys. */
      const ofOneDetection = () => {
        const detection = `s3.test-${++serial}`;
        return (key: string, second: number, name: string): Candidate => {
          const candidate = candidatesFor(NEWS, `${detection}|${key}`)(second, value(name));
          return { ...candidate, match: { ...candidate.match, detection } };
        };
      };

      it("is a match for a key that is new itself once the detection has learned", async () => {
        const at = ofOneDetection();
        expect(await oneByOne([at("app", 0, "home"), at("ops", 6 * DAY, "home")])).toEqual([false, false]);
        expect(await oneByOne([at("stranger", 8 * DAY, "home"), at("stranger", 8 * DAY + 1, "home")])).toEqual([
          true,
          false,
        ]);
        expect(await promote([at("another", 9 * DAY, "home")], connect())).toEqual([true]);
      });

      it("is learned from the earliest event on, in whatever order events come", async () => {
        const at = ofOneDetection();
        const late = at("app", 8 * DAY, "office");
        expect(await oneByOne([late, at("ops", 0, "home")])).toEqual([false, false]);
        expect(await oneByOne([late, at("stranger", 8 * DAY, "home")])).toEqual([true, true]);
      });

      it("keeps the habits of keys apart, and the clocks of detections", async () => {
        const at = ofOneDetection();
        expect(await oneByOne([at("app", 0, "home"), at("app", 8 * DAY, "home"), at("ops", 8 * DAY, "home")])).toEqual([
          false,
          false,
          true,
        ]);
        expect(await promote([ofOneDetection()("app", 9 * DAY, "home")])).toEqual([false]);
      });
    });

    it("takes candidates of many kinds and keys at once", async () => {
      const deletions = candidatesFor(threshold(2, 60));
      const steps = candidatesFor(SEQUENCE);
      const news = candidatesFor(NEWS);
      expect(
        await promote([
          deletions(0),
          news(0, { value: "a" }),
          steps(0, { step: 0 }),
          deletions(1),
          news(1, { value: "b" }),
        ]),
      ).toEqual([true, false, false, true, false]);
      expect(await promote([])).toEqual([]);
    });

    it("begins where others left off", async () => {
      const at = candidatesFor(threshold(3, 60));
      await promote([at(0), at(1)]);
      expect(await promote([at(2)], connect())).toEqual([true]);
    });
  });
}
