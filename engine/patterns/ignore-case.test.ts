import { endsWithIgnoreCase, equalsIgnoreCase, foldCase, startsWithIgnoreCase } from "./ignore-case";

describe("letters without case", () => {
  it("are compared from either end", () => {
    const folded = foldCase("aB");
    expect(equalsIgnoreCase(folded, "Ab")).toBe(true);
    expect(equalsIgnoreCase(folded, "Abc")).toBe(false);
    expect(startsWithIgnoreCase(folded, "Abc")).toBe(true);
    expect(startsWithIgnoreCase(folded, "a")).toBe(false);
    expect(endsWithIgnoreCase(folded, "cAb")).toBe(true);
    expect(endsWithIgnoreCase(folded, "b")).toBe(false);
  });

  it("may change their length, and are not confused with look-alikes", () => {
    expect(equalsIgnoreCase(foldCase("straße"), "STRASSE")).toBe(true);
    expect(equalsIgnoreCase(foldCase("s"), "ſ")).toBe(false);
    expect(equalsIgnoreCase(foldCase("É"), "é")).toBe(true);
  });
});
