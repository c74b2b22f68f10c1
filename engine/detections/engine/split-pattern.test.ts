import { splitPattern } from "./split-pattern";

describe("splitPattern", () => {
  const patternFor = (names: readonly string[]) => ({ detail: { name: names, again: names } });

  it("makes one pattern of what fits, and none of nothing", () => {
    expect(splitPattern(["a", "b"], patternFor)).toEqual([patternFor(["a", "b"])]);
    expect(splitPattern([], patternFor)).toEqual([]);
  });

  it("keeps every pattern within EventBridge's limit, and every item in one", () => {
    const items = Array.from({ length: 300 }, (_, i) => `${"x".repeat(60)}${i}`);
    const patterns = splitPattern(items, patternFor);
    expect(Math.max(...patterns.map((pattern) => JSON.stringify(pattern).length))).toBeLessThanOrEqual(4096);
    expect(patterns.flatMap((pattern) => (pattern["detail"] as { name: string[] }).name)).toEqual(items);
  });
});
