import fc from "fast-check";
import { decodeKey } from "./decode-key";

/** As S3 encodes a key, once. */
const formEncoded = (key: string) => encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/");
const asked = (key: string) => `GET /${encodeURIComponent(key).replaceAll("%2F", "/")}?versionId=1 HTTP/1.1`;

describe("decodeKey", () => {
  it.each([
    ["reports/2026.csv", "-", "reports/2026.csv"],
    ["year%253D2026/a.csv", "GET /year%3D2026/a.csv HTTP/1.1", "year=2026/a.csv"],
    ["year%253D2026/a.csv", "-", "year=2026/a.csv"],
    ["my%2Bfile.txt", "GET /my%20file.txt HTTP/1.1", "my file.txt"],
    ["my%2Bfile.txt", "GET /my+file.txt HTTP/1.1", "my file.txt"],
    ["my%2Bfile.txt", "GET /my%2Bfile.txt HTTP/1.1", "my+file.txt"],
    ["my%252Bfile.txt", "-", "my+file.txt"],
    ["my%2520file.txt", "GET /sensitive-data/my%20file.txt HTTP/1.1", "my file.txt"],
    ["my%20file.txt", "-", "my file.txt"],
    ["my+file.txt", "-", "my file.txt"],
    ["caf%25C3%25A9", "-", "café"],
    ["caf%C3%A9", "GET /caf%C3%A9 HTTP/1.1", "café"],
    ["100%25", "GET /100%25 HTTP/1.1", "100%"],
    ["100%25", "-", "100%"],
    ["100%2525", "-", "100%"],
    ["100%", "-", "100%"],
    ["%zz+", "-", "%zz+"],
    ["%C3", "GET /%C3 HTTP/1.1", "%C3"],
    ["a%252Bb", "GET /a%2Bb", "a+b"],
    ["a%2Bb", "OPTIONS * HTTP/1.1", "a b"],
  ])("reads %s, asked for with %s, as %s", (key, uri, expected) => {
    expect(decodeKey(key, uri, "sensitive-data")).toBe(expected);
  });

  const KEY = fc.oneof(fc.string({ minLength: 1, unit: "grapheme" }), fc.stringMatching(/^[ +%a-f0-9/]{1,12}$/));

  it("reads every key that was encoded twice, and once where the URI shows it", () => {
    fc.assert(
      fc.property(KEY, (key) => {
        const once = formEncoded(key);
        expect(decodeKey(formEncoded(once), "-", "b")).toBe(key);
        expect(decodeKey(formEncoded(once), asked(key), "b")).toBe(key);
        expect(decodeKey(once, asked(key), "b")).toBe(key);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, uri) => expect(typeof decodeKey(key, uri, "b")).toBe("string")),
    );
  });
});
