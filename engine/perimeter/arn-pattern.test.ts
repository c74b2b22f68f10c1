import fc from "fast-check";
import { arnPatternsToRegex, compileArnPattern } from "./arn-pattern";

const ROLE = "arn:aws:iam::111122223333:role/app/reader";

const cases: readonly (readonly [pattern: string, arn: string, matches: boolean])[] = [
  [ROLE, ROLE, true],
  [ROLE, `${ROLE}x`, false],
  [ROLE, ROLE.toUpperCase(), false],
  ["arn:aws:iam::111122223333:role/*", ROLE, true],
  ["arn:aws:iam::111122223333:role/app/r?ader", ROLE, true],
  ["arn:aws:iam::111122223333:role/app/r?der", ROLE, false],
  ["arn:aws:iam::111122223333:role/*/reader", ROLE, true],
  ["arn:aws:iam::111122223333:role/reader", ROLE, false],
  ["arn:aws:iam::*:role/app/*", ROLE, true],
  ["arn:aws:iam::11112222????:role/app/*", ROLE, true],
  ["arn:aws-cn:iam::111122223333:role/*", ROLE, false],
  ["arn:aws*:iam::111122223333:role/*", "arn:aws-us-gov:iam::111122223333:role/x", true],
  ["arn:*:role/app/reader", ROLE, false],
  ["arn:aws:iam:*:role/app/reader", ROLE, false],
  ["*", ROLE, false],
  ["arn:aws:iam::*:*", ROLE, true],
  ["arn:aws:iam::111122223333:role/a*", "arn:aws:iam::111122223333:role/a:b:c", true],
  ["arn:aws:iam::111122223333:role/a.c", "arn:aws:iam::111122223333:role/abc", false],
  ["arn:aws:iam::111122223333:role/a+(b)", "arn:aws:iam::111122223333:role/a+(b)", true],
  [ROLE, "", false],
  [ROLE, "reader", false],
  ["arn:aws:iam::111122223333:role/", "arn:aws:iam::111122223333:role/", true],
];

const matchesRegex = (pattern: string, arn: string) => {
  const regex = arnPatternsToRegex([pattern]);
  return regex !== undefined && new RegExp(regex).test(arn);
};

describe("compileArnPattern", () => {
  it.each(cases)("%s against %s: %s", (pattern, arn, expected) => {
    expect(compileArnPattern(pattern)(arn)).toBe(expected);
    expect(matchesRegex(pattern, arn)).toBe(expected);
  });

  it("agrees with its own regular expression", () => {
    const text = (chars: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...chars), maxLength });
    const arn = (chars: string) =>
      fc.tuple(text(chars, 3), text(chars, 3), text(`${chars}:`, 8)).map(([a, b, c]) => `arn:${a}:iam::${b}:${c}`);
    fc.assert(
      fc.property(arn("ab*?.$"), arn("ab.$"), (pattern, candidate) => {
        expect(compileArnPattern(pattern)(candidate)).toBe(matchesRegex(pattern, candidate));
      }),
      { numRuns: 5_000 },
    );
  });

  it("does not backtrack on a pattern made for it", () => {
    const matches = compileArnPattern(`arn:aws:iam::111122223333:role/${"a*".repeat(400)}b`);
    expect(matches(`arn:aws:iam::111122223333:role/${"a".repeat(2_000)}`)).toBe(false);
  });
});

describe("arnPatternsToRegex", () => {
  it("joins the patterns into one anchored expression", () => {
    expect(arnPatternsToRegex([ROLE, "arn:aws:iam::111122223333:user/*"])).toBe(
      "^(?:arn:aws:iam::111122223333:role/app/reader|arn:aws:iam::111122223333:user/.*)$",
    );
  });

  it("is undefined when there is nothing to match", () => expect(arnPatternsToRegex([])).toBeUndefined());
});
