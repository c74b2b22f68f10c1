import { SEVERITIES } from "@palisade/engine/severity";
import * as fc from "fast-check";
import { sarifFaults } from "../../../testing/fixtures/sarif-schema-fixture";
import { type SarifRun, sarifLog } from "./sarif-log";

const RUN: SarifRun = {
  category: "palisade/test",
  rules: [
    {
      id: "s3.sample",
      title: "A sample",
      description: "It happens.",
      help: "Look.",
      helpUri: "https://example.com/s3.sample.md",
      severity: "high",
      tags: ["attack.TA0009:T1530"],
    },
  ],
  results: [
    {
      rule: "s3.sample",
      severity: "critical",
      message: "it happened",
      file: "logs/a b.json",
      resources: ["arn:aws:s3:::data/key"],
      fingerprint: "abc.0",
      count: 3,
      properties: { actor: "alice" },
    },
  ],
  notifications: [{ id: "other-buckets", level: "warning", text: "Not judged: 3 requests." }],
  files: ["logs/a b.json", "/var/log/trail.json"],
};

const runOf = (run: Partial<SarifRun>) => sarifLog({ ...RUN, ...run }).runs[0];

describe("sarifLog", () => {
  it("keeps to the schema of SARIF 2.1.0", () => {
    expect(sarifFaults(JSON.parse(JSON.stringify(sarifLog(RUN))))).toEqual([]);
    expect(sarifFaults({ ...sarifLog(RUN), version: "1" })).not.toEqual([]);
    expect(sarifFaults({ version: "2.1.0", runs: [{ results: [] }] })).not.toEqual([]);
  });

  it("gives GitHub a level, a score and a place for each result", () => {
    const run = runOf({});
    expect(run?.tool.driver.rules?.[0]?.properties).toMatchObject({ "security-severity": "8.0" });
    expect(run?.results?.[0]).toMatchObject({
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "logs/a%20b.json" } },
          logicalLocations: [{ fullyQualifiedName: "arn:aws:s3:::data/key" }],
        },
      ],
      occurrenceCount: 3,
      properties: { "security-severity": "9.5" },
    });
    expect(run?.artifacts?.[1]?.location?.uri).toBe("file:///var/log/trail.json");
  });

  it.each([
    ["critical", "error", "9.5"],
    ["high", "error", "8.0"],
    ["medium", "warning", "5.5"],
    ["low", "note", "2.0"],
    ["informational", "note", undefined],
  ] as const)("says %s as %s", (severity, level, score) => {
    const [result] = runOf({ results: [{ rule: "r", severity, message: "m", fingerprint: "f" }] })?.results ?? [];
    expect([result?.level, result?.properties?.["security-severity"]]).toEqual([level, score]);
  });

  it("is not successful where something could not be read", () => {
    const successful = (level: "error" | "warning") =>
      runOf({ notifications: [{ id: "x", level, text: "x" }] })?.invocations?.[0]?.executionSuccessful;
    expect([successful("warning"), successful("error")]).toEqual([true, false]);
  });

  it("makes no link and no placeholder of what was logged, and keeps to the schema with anything", () => {
    const messageOf = (message: string) =>
      runOf({ results: [{ rule: "r", severity: "low", message, fingerprint: "f" }] })?.results?.[0]?.message.text;
    expect(messageOf("read [this](https://evil.example) {0}")).toBe("read [this] (https://evil.example) { 0}");
    void fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...SEVERITIES), (text, severity) => {
        const log = sarifLog({
          ...RUN,
          results: [
            {
              rule: text,
              severity,
              message: text,
              file: `x${text.replaceAll("\0", "")}`,
              resources: [text],
              fingerprint: text,
            },
          ],
          notifications: [{ id: "x", level: "note", text }],
        });
        expect(sarifFaults(JSON.parse(JSON.stringify(log)))).toEqual([]);
      }),
    );
  });
});
