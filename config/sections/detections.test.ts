import { type Detection, defineDetection } from "@palisade/engine/detections/engine/define-detection";
import type { State } from "@palisade/engine/detections/engine/state";
import type { CloudTrailEvent } from "@palisade/engine/events/cloudtrail/cloudtrail-event";
import { detectorSettings } from "../derived/detector-settings";
import { parseConfig } from "../load-config";
import { ConfigError } from "../yaml/config-error";
import { Faults } from "../yaml/faults";
import { YamlSource } from "../yaml/yaml-source";
import { checkDetections } from "./detections";

const NOW = Date.UTC(2026, 10, 21);

/** Four lines; what a test adds begins in line 5. */
const HEAD = `project: palisade
account: "111122223333"
region: eu-central-1
perimeters: {office: {buckets: [my-bucket], allow: {cidrs: [203.0.113.0/24]}}}
`;

function problemsOf(lines: string): readonly string[] {
  try {
    parseConfig(HEAD + lines, "palisade.yaml", NOW);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function detection(id: string, state?: State<CloudTrailEvent>): Detection {
  return defineDetection({
    id,
    title: id,
    enabledByDefault: true,
    severity: "low",
    log: "CloudTrail management events",
    purpose: "changes",
    patterns: () => [],
    matches: () => undefined,
    dedupBy: () => [],
    ...(state && { state }),
  });
}

const KNOWN = [
  detection("s3.plain"),
  detection("s3.counted", { kind: "threshold", reach: 50, withinMinutes: 60, unit: "deletions" }),
  detection("s3.in-order", { kind: "sequence", withinMinutes: 60, steps: [], stepOf: () => 0 }),
  detection("s3.new", { kind: "first-seen", by: () => [], valueOf: () => "", learningDays: 30 }),
];

function tuningProblems(detections: Readonly<Record<string, Record<string, number>>>): readonly string[] {
  const faults = new Faults("palisade.yaml", new YamlSource(JSON.stringify({ detections })));
  checkDetections({ detections }, faults, KNOWN);
  return faults.report().map((problem) => problem.replace(/^palisade\.yaml:\d+:\d+ detections\./, ""));
}

describe("the detections of palisade.yaml", () => {
  it("may be tuned in all that they have", () => {
    expect(
      tuningProblems({
        "s3.plain": { dedupMinutes: 5 },
        "s3.counted": { threshold: 10, withinMinutes: 30 },
        "s3.in-order": { withinMinutes: 30 },
      }),
    ).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["s3.plain", "threshold", "s3.plain has no threshold, got 10, expected no threshold, fix: delete it"],
    ["s3.in-order", "threshold", "s3.in-order has no threshold, "],
    ["s3.new", "threshold", "s3.new has no threshold, "],
    [
      "s3.plain",
      "withinMinutes",
      "s3.plain has neither a threshold nor a sequence, got 10, expected no withinMinutes, ",
    ],
    ["s3.new", "withinMinutes", "s3.new has neither a threshold nor a sequence, "],
  ])("refuses for %s a %s that would do nothing", (id, key, expected) => {
    const problems = tuningProblems({ [id]: { [key]: 10 } });
    expect(problems).toEqual([expect.stringContaining(`${id}.${key}: ${expected}`)]);
  });

  it("have ids that exist, or a guess at what was meant", () => {
    const fix = "expected an id that palisade detections prints, fix:";
    expect(tuningProblems({ "s3.countd": {}, "s3.zzzzzzzzzzzz": {} })).toEqual([
      `s3.countd: not a detection, got "s3.countd", ${fix} write s3.counted`,
      `s3.zzzzzzzzzzzz: not a detection, got "s3.zzzzzzzzzzzz", ${fix} delete it`,
    ]);
  });

  it.each<[string, string]>([
    [
      "severity: bad",
      'severity: not one of the choices, got "bad", expected informational, low, medium, high or critical',
    ],
    ["threshold: 0", "threshold: not a whole number in range, got 0, expected a whole number from 1 to 1000000000000"],
    ["threshold: 1.5", "threshold: not a whole number in range, got 1.5"],
    [
      "withinMinutes: 10081",
      "withinMinutes: not a whole number in range, got 10081, expected a whole number from 1 to 10080",
    ],
    ["dedupMinutes: 1441", "dedupMinutes: not a whole number in range, got 1441"],
    [
      "treshold: 1",
      'treshold: unknown key, got "treshold", expected enabled, severity, threshold, withinMinutes, dedupMinutes, fix: write threshold',
    ],
  ])("refuse %s", (line, expected) => {
    const [problem, ...others] = problemsOf(`detections:\n  s3.blocked-outside-allowlist: {${line}}\n`);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^palisade\.yaml:6:\d+ detections\.s3\.blocked-outside-allowlist\./);
    expect(problem).toContain(expected);
  });

  it("reach the detector", () => {
    const tuned = "detections: {s3.blocked-outside-allowlist: {severity: low, dedupMinutes: 240}}\n";
    expect(detectorSettings(parseConfig(HEAD + tuned, "palisade.yaml")).detections).toEqual({
      "s3.blocked-outside-allowlist": { severity: "low", dedupMinutes: 240 },
    });
  });
});

const SUPPRESSION = {
  detection: "s3.blocked-outside-allowlist",
  reason: "The auditors scan from here",
  owner: "security@example.com",
  until: "2027-01-31",
  when: '{actor: "arn:aws:iam::111122223333:role/audit*", bucket: my-*, account: "222233334444", sourceIp: 198.51.100.7}',
};

/** One suppression; its list item begins in line 6. */
function suppressing(overrides: Readonly<Record<string, string | undefined>> = {}): string {
  const keys = Object.entries({ ...SUPPRESSION, ...overrides }).filter(([, value]) => value !== undefined);
  return `suppressions:\n  - ${keys.map(([key, value]) => `${key}: ${value}`).join("\n    ")}\n`;
}

describe("the suppressions of palisade.yaml", () => {
  it("reach the detector with their end as a time and their network in full", () => {
    expect(detectorSettings(parseConfig(HEAD + suppressing(), "palisade.yaml", NOW)).suppressions).toEqual([
      {
        ...SUPPRESSION,
        until: Date.UTC(2027, 0, 31),
        when: {
          actor: "arn:aws:iam::111122223333:role/audit*",
          bucket: "my-*",
          account: "222233334444",
          sourceIp: "198.51.100.7/32",
        },
      },
    ]);
  });

  it("may have ended, which alerts and stops no deployment", () => {
    expect(problemsOf(suppressing({ until: "2020-02-29" }))).toEqual([]);
  });

  it("may last a year, a leap day included", () => {
    expect(problemsOf(suppressing({ until: "2027-11-22" }))).toEqual([]);
    expect(problemsOf(suppressing({ until: "2027-11-23" }))).toEqual([
      'palisade.yaml:9:12 suppressions.0.until: more than a year ahead, got "2027-11-23", expected 2027-11-22 at the latest, fix: choose an earlier day and renew it then, or switch the detection off with enabled: false',
    ]);
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    [
      "a detection that does not exist",
      { detection: "s3.blocked-outside-alowlist" },
      '6:16 suppressions.0.detection: not a detection, got "s3.blocked-outside-alowlist", expected an id that palisade detections prints, fix: write s3.blocked-outside-allowlist',
    ],
    ["no reason", { reason: undefined }, "6:5 suppressions.0.reason: missing, expected why this is silenced"],
    ["an empty reason", { reason: '" "' }, '7:13 suppressions.0.reason: not a reason, got " "'],
    ["a reason of two lines", { reason: '"a\\nb"' }, "7:13 suppressions.0.reason: not a reason"],
    ["no owner", { owner: undefined }, "6:5 suppressions.0.owner: missing, expected who answers for it"],
    ["no end", { until: undefined }, "6:5 suppressions.0.until: missing, expected a day such as 2027-01-31"],
    ["another form of day", { until: "31.1.2027" }, '9:12 suppressions.0.until: not a day, got "31.1.2027"'],
    [
      "a day that no calendar has",
      { until: "2027-02-29" },
      '9:12 suppressions.0.until: no day of the calendar, got "2027-02-29", expected a day such as 2027-01-31, fix: correct the day',
    ],
    ["a thirteenth month", { until: "2026-13-01" }, "9:12 suppressions.0.until: no day of the calendar"],
    [
      "no condition",
      { when: undefined },
      "6:5 suppressions.0.when: missing, expected actor, bucket, account or sourceIp",
    ],
    ["no condition in when", { when: "{}" }, "10:5 suppressions.0.when: no condition in it, got a map"],
    [
      "a caller that is every principal",
      { when: '{actor: "**"}' },
      '10:19 suppressions.0.when.actor: not a caller, got "**"',
    ],
    ["every bucket", { when: '{bucket: "*"}' }, '10:20 suppressions.0.when.bucket: not a bucket name, got "*"'],
    [
      "a number for an account",
      { when: "{account: 222233334444}" },
      "10:21 suppressions.0.when.account: not an account id in quotes, got 222233334444",
    ],
    [
      "host bits in a network",
      { when: "{sourceIp: 198.51.100.7/24}" },
      '10:22 suppressions.0.when.sourceIp: has host bits set, got "198.51.100.7/24", expected a public IPv4 or IPv6 network, fix: write 198.51.100.0/24',
    ],
    [
      "half an address",
      { when: "{sourceIp: 10.5}" },
      "10:22 suppressions.0.when.sourceIp: not an IP address or network",
    ],
    ["the whole internet", { when: "{sourceIp: 0.0.0.0/0}" }, "10:22 suppressions.0.when.sourceIp: lets the whole"],
    ["an unknown condition", { when: "{actr: x}" }, '10:12 suppressions.0.when.actr: unknown key, got "actr"'],
  ])("refuse %s", (_, overrides, expected) => {
    const [problem, ...others] = problemsOf(suppressing(overrides));
    expect(others).toEqual([]);
    expect(problem?.slice(0, "palisade.yaml:".length + expected.length)).toBe(`palisade.yaml:${expected}`);
  });
});
