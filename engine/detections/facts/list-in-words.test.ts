import { listInWords } from "./list-in-words";

describe("listInWords", () => {
  it("names a few and counts the rest", () => {
    expect(listInWords([])).toBe("");
    expect(listInWords(["a", "b", "c"])).toBe("a, b, c");
    expect(listInWords(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
    expect(listInWords(["a", "b"], 1)).toBe("a and 1 more");
  });

  it("cuts what is long", () => {
    expect(listInWords(["x".repeat(100_000)])).toBe(`${"x".repeat(200)}…`);
  });
});
