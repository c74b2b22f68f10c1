import fc from "fast-check";
import { matchesWildcard, parseWildcard } from "./wildcard";

describe("matchesWildcard", () => {
  const matches = (pattern: string, text: string): boolean => {
    const parsed = parseWildcard(pattern);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return matchesWildcard(parsed.wildcard, text);
  };

  it.each([
    ["a*c", "ac", true],
    ["a*c", "a\nc", true],
    ["a*c", "acd", false],
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["aba*aba", "ababa", false],
    ["aba*aba", "abaaba", true],
    ["*/Users/*/file*.txt", "/Users/me/file.txt", true],
    ["*/Users/*/file*.txt", "/Users/file.txt", false],
    ["a\\*b*", "a*bc", true],
    ["a\\*b*", "axb", false],
    ["a\\\\*", "a\\b", true],
    ["a.b?*", "a.b?c", true],
    ["a.b?*", "axb", false],
  ])("answers for %j on %j", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it("agrees with a regular expression", () => {
    const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });
    fc.assert(
      fc.property(letters("ab*"), letters("ab\n"), (anyPattern, text) => {
        const pattern = anyPattern.replace(/\*+/g, "*");
        expect(matches(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll("*", "[^]*")}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not backtrack", () => {
    expect(matches(`${"*a".repeat(1000)}*b`, "a".repeat(110_000))).toBe(false);
  });
});
