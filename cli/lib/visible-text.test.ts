import fc from "fast-check";
import { visibleJson, visibleText } from "./visible-text";

const ACTS_ON_A_TERMINAL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

describe("visible text", () => {
  it("spells out what moves the cursor or turns text around", () => {
    expect(visibleText("a\u001b[31mb\r\nc\u202ed\u009be")).toBe("a\\u{1b}[31mb\\u{d}\\u{a}c\\u{202e}d\\u{9b}e");
  });

  it("is never longer than asked for, and never cuts a character in half", () => {
    expect(visibleText("x".repeat(1_000), 10)).toBe(`${"x".repeat(9)}…`);
    expect(visibleText("😀".repeat(20), 4)).toBe("😀…");
  });

  it("holds nothing that acts on a terminal", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !ACTS_ON_A_TERMINAL.test(visibleText(text))));
  });

  it("writes JSON that parses to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const json = visibleJson(value);
        expect(json).not.toMatch(ACTS_ON_A_TERMINAL);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
