import fc from "fast-check";
import { displayWidth } from "./display-width";
import { wrapText } from "./wrap-text";

describe("wrapText", () => {
  it.each([
    ["short", ["short"]],
    ["", [""]],
    ["S3 request from outside", ["S3 request", "from", "outside"]],
    ["GetObject my-bucket/a/b/file", ["GetObject", "my-bucket/", "a/b/file"]],
    ["arn:aws:iam::1:role/x", ["arn:aws:", "iam::1:", "role/x"]],
    ["abcdefghijklmno", ["abcdefghij", "klmno"]],
    ["abcdefghi😀x", ["abcdefghi", "😀x"]],
    ["日本語の報告書", ["日本語の報", "告書"]],
    ["sensitive-data-1", ["sensitive-", "data-1"]],
    ["203.0.113.255", ["203.0.113.", "255"]],
  ])("breaks %j where a reader would", (text, lines) => {
    expect(wrapText(text, 10)).toEqual(lines);
  });

  it("keeps every character but spaces, in order, and no line is too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
