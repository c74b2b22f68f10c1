import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import type { Match } from "@palisade/engine/detections/engine/match";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { type Fields, fieldsOf } from "@palisade/engine/events/fields";
import type { FindingEvent } from "@palisade/engine/events/findings/finding-event";
import { isFinding, parseFindings } from "@palisade/engine/events/findings/parse-findings";
import fc from "fast-check";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings } from "../../testing/test-detection";

const ON_FINDINGS = DETECTIONS.filter(({ kind }) => kind === "finding");

const engine = createEngine(detectorSettings(), ON_FINDINGS);

function recordsIn(dir: string, folder: string, isWanted: (file: string) => boolean = () => true): readonly Fields[] {
  const path = join(dir, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".jsonl") && isWanted(name)) : [];
  return files.flatMap((name) =>
    readFileSync(join(path, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Fields => JSON.parse(line)),
  );
}

function eventsOf(raw: unknown): readonly FindingEvent[] {
  const parsed = parseFindings(raw);
  return parsed.kind === "events" ? parsed.events : [];
}

/** What the detections say of a record, heard by their patterns as in AWS. */
function matchesOf(raw: unknown): readonly Match[] {
  return eventsOf(raw).flatMap((event) => {
    const { matches, failures } = engine.detect(event);
    expect(failures).toEqual([]);
    return matches;
  });
}

const detectionsOf = (raw: unknown) => matchesOf(raw).map(({ detection, severity }) => `${detection} ${severity}`);

describeWithSharedData("recorded findings", (dir) => {
  const guardDuty = recordsIn(dir, "guardduty");
  const securityHub = recordsIn(dir, "securityhub");
  const isImported = (record: Fields) => record["detail-type"] !== "Security Hub Findings - Custom Action";

  it("are read in all of GuardDuty's three shapes", () => {
    const shapes = guardDuty.map((record) => {
      const detail = fieldsOf(record["detail"]);
      if (record["detail-type"] === undefined) return "API";
      return detail["Id"] === undefined ? "EventBridge" : "API inside an envelope";
    });
    expect([...new Set(shapes)].sort()).toEqual(["API", "API inside an envelope", "EventBridge"]);
    expect(guardDuty.filter((record) => !isFinding(record) || eventsOf(record).length !== 1)).toEqual([]);
  });

  it("are heard whatever shape they come in", () => {
    const open = guardDuty.flatMap(eventsOf).filter(({ status }) => status === "open");
    const heard = open.map((event) => engine.detect(event).matches.map(({ severity }) => severity));
    expect(heard).toEqual(open.map(({ severity }) => [severity]));
  });

  it("are ignored where they are archived, or samples", () => {
    const others = guardDuty.flatMap(eventsOf).filter(({ status }) => status !== "open");
    expect(others).not.toHaveLength(0);
    expect(others.flatMap((event) => engine.detect(event).matches)).toEqual([]);
  });

  it("take brute force against an instance for mild, as GuardDuty does", () => {
    const [bruteForce] = guardDuty.filter(
      (record) => record["Type"] === "UnauthorizedAccess:EC2/RDPBruteForce" && record["Severity"] === 2,
    );
    expect(detectionsOf(bruteForce)).toEqual(["findings.guardduty-minor low"]);
  });

  it("tell of malware in an object", () => {
    const scans = guardDuty.filter((record) => String(record["detail-type"]).includes("Malware Protection"));
    expect(scans.map(detectionsOf)).toContainEqual(["findings.malware-found high"]);
  });

  it("agree with the peers' verdicts on GuardDuty", () => {
    const rows = recordsIn(dir, "panther", (file) => file === "guardduty.jsonl");
    expect(rows).not.toHaveLength(0);
    const verdicts = rows.map(({ test_name, log }) => [test_name, matchesOf(log).length > 0]);
    expect(verdicts).toEqual(rows.map(({ test_name, expected }) => [test_name, expected]));
  });

  it("tell of every new grave finding that Security Hub was handed, which the peers sort by the words of their own decoys", () => {
    const rows = recordsIn(dir, "panther", (file) => file === "securityhub.jsonl");
    expect(rows).not.toHaveLength(0);
    for (const { log } of rows) expect(detectionsOf(log)).toEqual(["findings.security-hub high"]);
  });

  it("are told by Security Hub where they are new, active and not passed, and nowhere else", () => {
    const findings = securityHub.filter(isImported).flatMap(eventsOf);
    const labelled = findings.filter(({ detail }) => fieldsOf(detail["Severity"])["Label"] !== undefined);
    for (const event of labelled) {
      const { RecordState, Workflow, Compliance, ProductArn } = event.detail;
      const isOpen =
        RecordState === "ACTIVE" &&
        fieldsOf(Workflow)["Status"] === "NEW" &&
        fieldsOf(Compliance)["Status"] !== "PASSED" &&
        !/product\/aws\/(guardduty|macie)$/.test(String(ProductArn));
      const isHeardOnlyHere = !/product\/aws\/(config|access-analyzer)$/.test(String(ProductArn));
      const found = engine.detect(event).matches.length;
      // Config's and Access Analyzer's are told here where they are another account's, which the recordings do not settle.
      if (!isOpen || isHeardOnlyHere) expect([event.findingId, found]).toEqual([event.findingId, isOpen ? 1 : 0]);
    }
  });

  it("are no alerts where a person sent them to a custom action", () => {
    expect(securityHub.filter((record) => !isImported(record)).filter(isFinding)).toEqual([]);
  });

  it("are no alerts where AWS Config finds a resource in order", () => {
    const changes = recordsIn(dir, "config").filter(isFinding);
    const inOrder = changes.filter((record) => {
      const { newEvaluationResult } = fieldsOf(record["detail"] ?? record);
      return fieldsOf(newEvaluationResult)["complianceType"] === "COMPLIANT";
    });
    expect(inOrder).not.toHaveLength(0);
    expect(inOrder.flatMap(matchesOf)).toEqual([]);
  });

  it("are high where Access Analyzer sees the public, and none where they are resolved", () => {
    const findings = recordsIn(dir, "accessanalyzer").flatMap(eventsOf);
    expect(findings).not.toHaveLength(0);
    for (const event of findings) {
      const severities = engine.detect(event).matches.map(({ severity }) => severity);
      const { status, isPublic, error } = event.detail;
      if (status !== "ACTIVE") expect(severities).toEqual([]);
      else if (isPublic === true) expect(severities).toEqual(["high"]);
      else if (error !== undefined) expect(severities).toEqual(["low"]);
    }
  });

  it("are as severe as Macie says, and Macie Classic is no feed", () => {
    const records = recordsIn(dir, "macie");
    const isClassic = (record: Fields) => record["detail-type"] === "Macie Alert";
    expect(records.filter(isClassic).filter(isFinding)).toEqual([]);
    for (const event of records.flatMap(eventsOf)) {
      const said = String(fieldsOf(event.detail["severity"])["description"]).toLowerCase();
      expect(engine.detect(event).matches.map(({ severity }) => severity)).toEqual([said]);
    }
  });

  it("are none among other services' events", () => {
    const others = ["eventbridge_other", "eventbridge_s3", "cloudtrail_eventbridge", "config_invoke", "cloudtrail"];
    expect(others.flatMap((folder) => recordsIn(dir, folder)).filter(isFinding)).toEqual([]);
  });

  it("break nothing, whatever a field of theirs holds", () => {
    const findings = ["guardduty", "config", "securityhub", "accessanalyzer", "macie"]
      .flatMap((folder) => recordsIn(dir, folder))
      .filter(isFinding);
    const damaged = fc
      .constantFrom(...findings)
      .chain((record) => fc.tuple(fc.constant(record), fc.constantFrom(...pathsIn(record)), fc.jsonValue()))
      .map(([record, path, value]) => replaced(record, path, value));
    fc.assert(
      fc.property(damaged, (record) => {
        for (const event of eventsOf(record)) {
          engine.hear(event.envelope);
          expect(engine.detect(event, ON_FINDINGS).failures).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? replaced(one, rest, by) : one));
  return { ...fieldsOf(value), [name]: replaced(fieldsOf(value)[name], rest, by) };
}
