import fc from "fast-check";
import { compilePattern } from "./match";
import { MAX_PATTERN_LENGTH, validatePattern } from "./validate";

describe("validatePattern", () => {
  const problemsOf = (pattern: unknown) => validatePattern(pattern).map(({ path, message }) => `${path}: ${message}`);

  it("accepts every filter", () => {
    const matchers = [
      ...["text", "", 5, -0.5, true, false, null],
      ...[
        { prefix: "" },
        { suffix: "a" },
        { prefix: { "equals-ignore-case": "A" } },
        { suffix: { "equals-ignore-case": "A" } },
      ],
      ...[
        { "equals-ignore-case": "A" },
        { wildcard: "a*\\*\\\\b" },
        { cidr: "192.0.2.7/24" },
        { cidr: "2001:db8::/127" },
      ],
      ...[{ exists: true }, { exists: false }, { numeric: ["=", 1] }, { numeric: [">", 0, "<=", 5] }, { exactly: "a" }],
      ...[{ "anything-but": "a" }, { "anything-but": 5 }, { "anything-but": ["a", "b"] }, { "anything-but": [1, 2] }],
      ...[{ "anything-but": { prefix: "a" } }, { "anything-but": { suffix: ["a", "b"] } }],
      ...[{ "anything-but": { wildcard: ["a*", "*b"] } }, { "anything-but": { "equals-ignore-case": "A" } }],
    ];
    expect(
      problemsOf({ detail: { field: matchers }, $or: [{ a: [1] }, { b: { $or: [{ c: [1] }, { d: [1] }] } }] }),
    ).toEqual([]);
  });

  it.each([
    [null, ": must be an object, got null"],
    [[], ": must be an object, got an array"],
    [{}, ": must not be an empty object, name a field or leave it out"],
    [{ a: {} }, "a: must not be an empty object, name a field or leave it out"],
    [{ a: [] }, "a: must not be an empty array, which no event could match"],
    [{ a: "x" }, 'a: must be an array of values or an object of fields, got "x": write ["x"]'],
    [{ a: [["x"]] }, "a[0]: must be a string, a number, true, false, null or a filter object, got an array"],
    [{ a: ["x", {}] }, "a[1]: must have exactly one filter, got none"],
    [{ a: [{ prefix: "x", suffix: "y" }] }, "a[0]: must have exactly one filter, got prefix, suffix"],
    [{ a: [{ exists: "yes" }] }, 'a[0].exists: must be true or false, got "yes"'],
    [{ a: [{ prefix: ["x"] }] }, "a[0].prefix: must be a string, got an array"],
    [{ a: [{ suffix: { wildcard: "x" } }] }, "a[0].suffix.wildcard: is not possible here, only equals-ignore-case is"],
    [{ a: [{ wildcard: "x**" }] }, "a[0].wildcard: has two stars in a row at position 1, use one"],
    [
      { a: [{ wildcard: "x\\" }] },
      "a[0].wildcard: has a backslash at position 1 that escapes neither * nor a backslash",
    ],
    [{ a: [{ numeric: [">", 5, "<", 1] }] }, "a[0].numeric: must go from a lower to a higher number, got 5 to 1"],
    [
      { a: [{ cidr: "192.0.2.1/32" }] },
      'a[0].cidr: has a prefix longer than /31, write a single address as a plain string instead, got "192.0.2.1/32"',
    ],
    [{ a: [{ cidr: "bucket" }] }, 'a[0].cidr: needs the form ADDRESS/PREFIX, such as 192.0.2.0/24, got "bucket"'],
    [
      { a: [{ "anything-but": { cidr: "192.0.2.0/24" } }] },
      "a[0].anything-but.cidr: cannot be negated: use strings, numbers, prefix, suffix, wildcard or equals-ignore-case",
    ],
    [
      { a: [{ "anything-but": ["x", 1] }] },
      "a[0].anything-but: must hold only strings or only numbers, and at least one",
    ],
    [
      { a: [{ "anything-but": { prefix: ["x", ""] } }] },
      "a[0].anything-but.prefix[1]: must not be empty, it would rule out every string",
    ],
    [{ $or: [{ a: [1] }] }, "$or: must be an array of at least two objects"],
    [{ $or: [{ a: [1] }, "b"] }, '$or[1]: must be an object, got "b"'],
    [{ $or: [{ a: [1] }, { prefix: ["b"] }] }, "$or[1].prefix: is a reserved name, which cannot be a field inside $or"],
  ])("says what is wrong with %j", (pattern, problem) => {
    expect(problemsOf(pattern)).toEqual([problem]);
  });

  it.each([
    [[]],
    [["="]],
    [["=", "5"]],
    [["=", 5, "<", 6]],
    [["<", 5, ">", 1]],
    [["<", 1, "<", 5]],
    [[">", 1, "<"]],
    [[">", 1, "<", 5, "<"]],
    [["!=", 5]],
    [{}],
  ])("refuses the numeric filter %j", (numeric) => {
    expect(problemsOf({ a: [{ numeric }] })).toEqual([
      expect.stringContaining("a[0].numeric: must be an operator and a number"),
    ]);
  });

  it("reports everything at once", () => {
    expect(problemsOf({ a: [], b: { c: [{ cidr: 1 }, { exists: 1 }] } })).toHaveLength(3);
  });

  it("measures the JSON against the service's limit", () => {
    const ofLength = (length: number) => ({ a: ["x".repeat(length - 10)] });
    expect(problemsOf(ofLength(MAX_PATTERN_LENGTH))).toEqual([]);
    expect(problemsOf(ofLength(MAX_PATTERN_LENGTH + 1))).toEqual([
      ": has 4097 characters, EventBridge takes 4096: split it into several rules",
    ]);
  });

  it("refuses patterns that would explode or cannot fit, circular ones too", () => {
    const manyChoices = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`k${index}`, { $or: [{ a: [1] }, { b: [1] }] }]),
    );
    expect(problemsOf(manyChoices)).toEqual([expect.stringContaining("combinations of $or")]);
    const circular: Record<string, unknown> = {};
    circular["a"] = circular;
    expect(problemsOf(circular)).toEqual([expect.stringContaining("nested deeper")]);
  });

  it("never throws, and what it accepts compiles", () => {
    const filter = fc.constantFrom(
      "prefix",
      "cidr",
      "numeric",
      "anything-but",
      "wildcard",
      "exists",
      "$or",
      "a",
      "__proto__",
    );
    const { pattern } = fc.letrec((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom("x", "*", "192.0.2.0/24", "<", 1, true, null, undefined, Number.NaN),
        fc.array(tie("pattern"), { maxLength: 3 }),
        fc.dictionary(filter, tie("pattern"), { maxKeys: 2 }),
      ),
    }));
    fc.assert(
      fc.property(pattern, (value) => {
        if (validatePattern(value).length > 0) return;
        expect(typeof compilePattern(value as Parameters<typeof compilePattern>[0])({ a: "x" })).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
  });
});
