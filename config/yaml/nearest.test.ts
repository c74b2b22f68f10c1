import { nearest } from "./nearest";

describe("nearest", () => {
  it.each([
    ["regoin", "region"],
    ["cidr", "cidrs"],
    ["dedup_minutes", "dedupMinutes"],
    ["retention", "retentionDays"],
    ["Region", "region"],
  ])("takes %s for %s", (word, expected) => {
    expect(nearest(word, ["region", "cidrs", "dedupMinutes", "retentionDays"])).toBe(expected);
  });

  it("suggests nothing for a word that resembles none", () => {
    expect(nearest("colour", ["region", "cidrs"])).toBeUndefined();
    expect(nearest("x".repeat(100_000), ["region"])).toBeUndefined();
    expect(nearest("region", [])).toBeUndefined();
  });
});
