import * as fc from "fast-check";
import { codeToFit, escapeToFit } from "./escape-to-fit";

const ampersand = (char: string): string => (char === "&" ? "&amp;" : char);

describe("escapeToFit", () => {
  it("cuts between escapes and between characters", () => {
    expect(escapeToFit("a&b", 20, ampersand)).toBe("a&amp;b");
    expect(escapeToFit("&&&", 14, ampersand)).toBe("&amp;&amp;...");
    expect(escapeToFit("🔥🔥🔥", 5)).toBe("🔥...");
  });

  it("keeps to its length, whatever comes in", () => {
    void fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 10, max: 100 }), (text, longest) => {
        const fitted = escapeToFit(text, longest, ampersand);
        expect(fitted.length).toBeLessThanOrEqual(longest);
        expect(fitted).not.toMatch(/&(?!amp;)/);
        expect(codeToFit(text, longest, ampersand).length).toBeLessThanOrEqual(longest);
        expect(codeToFit(text, longest, ampersand)).toMatch(/^(-|`[^`]+`)$/s);
      }),
    );
  });
});
