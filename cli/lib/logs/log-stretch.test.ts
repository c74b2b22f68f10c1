import fc from "fast-check";
import { createLogDays, mergeDays } from "./log-days";
import { stretchOf } from "./log-stretch";

const DAY = 24 * 60 * 60_000;
const START = Date.UTC(2026, 2, 1, 10);

function daysOf(times: readonly number[]) {
  const days = createLogDays();
  for (const time of times) days.add(time);
  return days.take();
}

/** Twenty days, four records each. */
const month = Array.from({ length: 80 }, (_, i) => START + (i * DAY) / 4);
const end = START + (79 * DAY) / 4;

describe("the stretch of time of a log", () => {
  it("is from its first to its last record, and of nothing is none", () => {
    expect(stretchOf(daysOf(month))).toEqual({ from: START, to: end, outside: 0 });
    expect(stretchOf(daysOf([START]))).toEqual({ from: START, to: START, outside: 0 });
    expect(stretchOf(daysOf([]))).toBeUndefined();
  });

  it.each([
    ["a year ahead", [end + 365 * DAY]],
    ["in 2099", [Date.UTC(2099, 0)]],
    ["of 1970", [0]],
    ["of 1970 and in 9999", [0, Date.UTC(9999, 11, 31)]],
  ])("leaves a record out that is dated %s", (_, strays) => {
    expect(stretchOf(daysOf([...strays, ...month]))).toEqual({ from: START, to: end, outside: strays.length });
  });

  it("is both times of a log that is of two, and all of one of few records", () => {
    const later = month.map((time) => time + 730 * DAY);
    expect(stretchOf(daysOf([...month, ...later]))).toEqual({ from: START, to: end + 730 * DAY, outside: 0 });
    expect(stretchOf(daysOf([START, START + 1, START + 700 * DAY]))?.outside).toBe(0);
    expect(stretchOf(daysOf([...month, end + 60 * DAY]))?.outside).toBe(0);
  });

  it("is the same however records are dealt out to inputs, and whether their times come as text or number", () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => second * 1000);
    fc.assert(
      fc.property(fc.array(fc.array(time, { maxLength: 20 }), { maxLength: 6 }), (inputs) => {
        const apart = inputs.map((times) => {
          const days = createLogDays();
          for (const one of times) days.addText(`${new Date(one).toISOString().slice(0, 19)}Z`);
          return days.take();
        });
        const together = stretchOf(daysOf(inputs.flat()));
        expect(stretchOf(mergeDays(apart))).toEqual(together);
        if (together) expect(together.from).toBeLessThanOrEqual(together.to);
      }),
    );
  });

  it("begins anew once it was taken", () => {
    const days = createLogDays();
    days.addText("2026-03-01T10:00:00Z");
    days.take();
    expect(days.take().size).toBe(0);
  });
});
