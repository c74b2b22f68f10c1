import { XMLBuilder } from "fast-xml-parser";
import { visibleText } from "../visible-text";

/** One thing that was looked at. */
export interface JUnitCase {
  /** Dotted, as of a class in a package: readers group by it. */
  readonly group: string;
  readonly name: string;
  readonly outcome: JUnitOutcome;
}

/** `failed`: what was looked for is there. `error`: it could not be looked at. `skipped`: it was not, and that is known. */
export type JUnitOutcome =
  | { readonly kind: "passed" }
  | {
      readonly kind: "failed" | "error" | "skipped";
      readonly message: string;
      readonly lines?: readonly string[];
    };

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

const ELEMENTS = { failed: "failure", error: "error", skipped: "skipped" } as const;

const LONGEST_MESSAGE = 1000;
const LONGEST_LINE = 2000;

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  format: true,
  suppressEmptyNode: true,
});

/** JUnit's XML as Jenkins, GitLab and GitHub's actions read it: at most one outcome a case, since most show no second. */
export function junitXml(name: string, suites: readonly JUnitSuite[]): string {
  const document = {
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": name,
      ...counts(suites.flatMap(({ cases }) => cases)),
      testsuite: suites.map((suite) => ({
        "@name": suite.name,
        ...counts(suite.cases),
        testcase: suite.cases.map(caseElement),
      })),
    },
  };
  return builder.build(document);
}

function counts(cases: readonly JUnitCase[]) {
  const count = (kind: JUnitOutcome["kind"]) => String(cases.filter(({ outcome }) => outcome.kind === kind).length);
  return {
    "@tests": String(cases.length),
    "@failures": count("failed"),
    "@errors": count("error"),
    "@skipped": count("skipped"),
  };
}

function caseElement({ group, name, outcome }: JUnitCase) {
  const attributes = { "@classname": plain(group), "@name": plain(name) };
  if (outcome.kind === "passed") return attributes;
  const lines = outcome.lines ?? [];
  return {
    ...attributes,
    [ELEMENTS[outcome.kind]]: {
      "@message": plain(outcome.message),
      ...(lines.length > 0 && { "#text": lines.map((line) => visibleText(line, LONGEST_LINE)).join("\n") }),
    },
  };
}

/** XML has no way to write most control characters, and a reader would turn line ends in an attribute into spaces. */
function plain(text: string): string {
  return visibleText(text, LONGEST_MESSAGE);
}
