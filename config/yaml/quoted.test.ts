import { parseConfig } from "../load-config";
import { ConfigError } from "./config-error";
import { quoted, shownPath } from "./quoted";

describe("a value in a message", () => {
  it("stands in quotes on one line, with everything visible", () => {
    expect(quoted('say "hi"\n')).toBe('"say \\"hi\\"\\n"');
    expect(quoted("a\u0085b\u2028c\u202ed\u007fe")).toBe('"a\\u0085b\\u2028c\\u202ed\\u007fe"');
  });

  it("is cut after 80 characters", () => {
    expect(quoted("x y ".repeat(40))).toBe(`"${"x y ".repeat(20)}…"`);
  });
});

describe("a path in a message", () => {
  it("has its keys as they are written", () => {
    expect(shownPath(["perimeters", "office", "buckets", 0, "my key"])).toBe("perimeters.office.buckets.0.my key");
  });

  it.each([
    ["a control character", "\u000b# x", '"\\u000b# x"'],
    ["a line break", "a\nb", '"a\\nb"'],
    ["a line separator", "a\u2028b", '"a\\u2028b"'],
    ["a change of direction", "a\u202eb", '"a\\u202eb"'],
    ["a space at its beginning", " a", '" a"'],
    ["a tag that no font shows", "a\u{e0041}", '"a\\udb40\\udc41"'],
  ])("has quotes around a key with %s", (_, key, expected) => {
    expect(shownPath([key, "b"])).toBe(`${expected}.b`);
  });

  it("is on one line where a key of the file begins with a control character", () => {
    let problems: readonly string[] = [];
    try {
      parseConfig('"\\v# x": 1\n', "palisade.yaml");
    } catch (error) {
      if (error instanceof ConfigError) problems = error.problems;
    }
    expect(problems).toHaveLength(5);
    expect(problems.find((line) => line.includes("unknown key"))).toMatch(
      /^palisade\.yaml:1:1 "\\u000b# x": unknown key, got "\\u000b# x", expected project, account, /,
    );
  });
});
