import { aMatch } from "../../../testing/fixtures/match-fixture";
import { withAmount } from "./amount-in-words";

describe("withAmount", () => {
  it.each([
    [7, "events", "at least 7 events within 60 minutes"],
    [1_234, "events", "at least 1,234 events within 60 minutes"],
    [1_234_567, "events", "at least 1,234,567 events within 60 minutes"],
    [999, "bytes", "at least 999 bytes within 60 minutes"],
    [12_345_678_901, "bytes", "at least 12.3 GB within 60 minutes"],
    [1_234_500_000_000_000, "bytes", "at least 1,235 TB within 60 minutes"],
  ])("says %d %s", (amount, unit, words) => {
    const rule = { kind: "threshold", reach: 1, withinMinutes: 60, unit, measure: "weight" } as const;
    expect(withAmount(aMatch(0, { summary: "x" }), rule, amount).summary).toBe(`x, ${words}`);
  });
});
