import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parseConfig } from "../load-config";
import { ConfigError } from "./config-error";

const original = readFileSync(path.join(__dirname, "../..", "palisade.yaml"), "utf8");
const lines = original.split("\n");

/** Pieces that mean something to YAML, to JavaScript objects or to our own messages. */
const piece = fc.oneof(
  fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!!map ",
    "? ",
    "|",
    ">",
    "'",
    '"',
    "#",
    "\t",
    "\n",
    "---\n",
  ),
  fc.constantFrom(
    "__proto__: {}",
    "constructor: 1",
    "toString",
    "<<: *a",
    "{got}",
    "null",
    "~",
    "1e400",
    "%YAML 9",
    "\u0000",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

const edited = fc
  .array(fc.record({ at: fc.nat(original.length), remove: fc.nat(20), insert: piece }), { minLength: 1, maxLength: 4 })
  .map((edits) =>
    edits.reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), original),
  );

const shuffled = fc.shuffledSubarray(lines).map((some) => some.join("\n"));

const replacedValue = fc
  .record({ line: fc.nat(lines.length - 1), value: fc.json({ maxDepth: 3 }) })
  .map(({ line, value }) =>
    lines.map((text, i) => (i === line ? text.replace(/: .*|- .*/, `: ${value}`) : text)).join("\n"),
  );

function outcome(text: string): "loaded" | readonly string[] {
  try {
    parseConfig(text, "palisade.yaml");
    return "loaded";
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("a configuration edited at random", () => {
  it.each([
    ["cuts and insertions", edited],
    ["lines left out and shuffled", shuffled],
    ["values replaced", replacedValue],
  ])("either loads or fails with lines and columns: %s", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const problems = outcome(text);
        if (problems === "loaded") return;
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).toMatch(/^palisade\.yaml:[1-9]\d*:[1-9]\d* \S[^\n\r]*$/);
      }),
      { numRuns: 300 },
    );
  });
});
