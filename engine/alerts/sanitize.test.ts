import * as fc from "fast-check";
import { asciiLine, plainLine } from "./sanitize";

describe("plainLine", () => {
  it.each([
    ["a line break", "a\r\nBcc: x", "a\\u{d}\\u{a}Bcc: x"],
    ["a turned direction", "report\u202efdp.exe", "report\\u{202e}fdp[.]exe"],
    ["a zero width space", "ad\u200bmin", "ad\\u{200b}min"],
    ["an unpaired surrogate", "a\ud800b", "a\\u{d800}b"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["a web link", "https://evil.example/x", "https[:]//evil[.]example/x"],
    ["a bare host", "see evil.example now", "see evil[.]example now"],
    ["a host in another script", "пример.рф", "пример[.]рф"],
    ["an ideographic dot", "evil\u3002example", "evil[.]example"],
    ["a host before a file's ending", "evil.example.csv", "evil[.]example.csv"],
    ["a mail link", "mailto:a@evil.example", "mailto[:]a@evil[.]example"],
    ["a share", "\\\\host\\share", "[\\\\]host\\share"],
  ])("makes %s harmless", (_, text, plain) => {
    expect(plainLine(text, 200)).toBe(plain);
  });

  it.each([
    "reports/2026.csv",
    "198.51.100.23",
    "2001:db8::1",
    "[aws-cli/2.18.5 md/awscrt#0.22.0]",
    "arn:aws:sts::111122223333:assumed-role/app/i-0abc",
    "Zürich/日本語",
  ])("leaves %s as it is", (text) => {
    expect(plainLine(text, 200)).toBe(text);
  });

  it("gives one short line that holds nothing invisible and no link, whatever comes in", () => {
    void fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 10, max: 100 }), (text, longest) => {
        const plain = plainLine(text, longest);
        expect(plain.length).toBeLessThanOrEqual(longest);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|:\/\//u);
        expect(asciiLine(text, longest)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});
