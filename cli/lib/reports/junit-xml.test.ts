import * as fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type JUnitCase, junitXml } from "./junit-xml";

const HOSTILE = "</failure>\u0000\u001b[31m\u202e\ud800\ufffe<![CDATA[ ]]> & \"'\n<!--";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  isArray: (name) => name === "testsuite" || name === "testcase",
});

const SUITES = [
  {
    name: "first",
    cases: [
      { group: "a.b", name: "passes", outcome: { kind: "passed" } },
      { group: "a.b", name: "fails", outcome: { kind: "failed", message: "two", lines: ["one", "two"] } },
      { group: "a.c", name: "errs", outcome: { kind: "error", message: HOSTILE, lines: [HOSTILE] } },
    ],
  },
  { name: "second", cases: [{ group: "d", name: "skips", outcome: { kind: "skipped", message: "not asked" } }] },
] as const;

describe("junitXml", () => {
  it("counts what failed, what erred and what was skipped, in each suite and in all", () => {
    const { testsuites } = parser.parse(junitXml("all", SUITES));
    expect(testsuites).toMatchObject({ name: "all", tests: "4", failures: "1", errors: "1", skipped: "1" });
    expect(testsuites.testsuite).toMatchObject([
      { name: "first", tests: "3", failures: "1", errors: "1", skipped: "0" },
      { name: "second", tests: "1", failures: "0", errors: "0", skipped: "1" },
    ]);
  });

  it("writes one outcome a case, with its message and lines", () => {
    const [first] = parser.parse(junitXml("all", SUITES)).testsuites.testsuite;
    expect(first.testcase[0]).toEqual({ classname: "a.b", name: "passes" });
    expect(first.testcase[1]).toEqual({
      classname: "a.b",
      name: "fails",
      failure: { message: "two", "#text": "one\ntwo" },
    });
  });

  it("is well-formed and parses to what was said, whatever was said", () => {
    const anyCase = fc
      .tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }))
      .map(
        ([name, message]): JUnitCase => ({ group: "g", name, outcome: { kind: "failed", message, lines: [message] } }),
      );
    void fc.assert(
      fc.property(fc.array(anyCase), (cases) => {
        const xml = junitXml("all", [{ name: "s", cases: [...cases, ...SUITES[0].cases] }]);
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).not.toMatch(/[^\P{C}\n]/u);
        expect(parser.parse(xml).testsuites.testsuite[0].testcase).toHaveLength(cases.length + 3);
      }),
    );
  });
});
