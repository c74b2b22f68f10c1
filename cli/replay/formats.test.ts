import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { XMLParser } from "fast-xml-parser";
import type { Log } from "sarif";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { sarifFaults } from "../../testing/fixtures/sarif-schema-fixture";
import { runPalisade } from "../program";

const HOSTILE = '</failure><script>alert(1)</script>[x](https://evil.example)\u202e"';

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-formats-"));
  writeFileSync(
    join(folder, "palisade.yaml"),
    `project: formats
account: "111122223333"
region: eu-central-1
perimeters:
  data:
    mode: enforce
    scope: data
    buckets: [customer-data]
    allow: { cidrs: [203.0.113.0/24], principals: ["arn:aws:iam::111122223333:role/break-glass"], awsServices: true }
    existingPolicy: none
logs: { bucket: formats-logs }
alerts: { email: [a@example.com], runbooks: "https://example.com/runbooks" }
detections: { s3.new-reader: { enabled: true } }
trust: { deployers: ["arn:aws:iam::111122223333:role/deployer"] }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const log = (...records: readonly Fields[]) => {
  const path = join(folder, `trail-${files++}.json`);
  writeFileSync(path, JSON.stringify({ Records: records }));
  return path;
};

let next = 0;
const request = (overrides: Fields = {}): Fields =>
  cloudTrail({
    eventID: `event-${next++}`,
    awsRegion: "eu-central-1",
    sourceIPAddress: "203.0.113.9",
    eventCategory: "Data",
    managementEvent: false,
    requestParameters: { bucketName: "customer-data", key: "report.csv" },
    ...overrides,
  });
const refused = (overrides: Fields = {}) =>
  request({ sourceIPAddress: "198.51.100.77", errorCode: "AccessDenied", errorMessage: "Access Denied", ...overrides });
const elsewhere = () => request({ requestParameters: { bucketName: "other", key: "a" } });

async function run(...args: readonly string[]) {
  const texts = { out: "", err: "" };
  const to = (stream: "out" | "err") =>
    new Writable({
      write: (chunk, _, done) => {
        texts[stream] += chunk;
        done();
      },
    });
  const status = await runPalisade(["replay", "--config", join(folder, "palisade.yaml"), ...args], {
    stdin: Readable.from([]),
    stdout: to("out"),
    stderr: to("err"),
    env: {},
  });
  return { status, ...texts };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  isArray: (name) => name === "testsuite" || name === "testcase",
});

interface Case {
  readonly name: string;
  readonly failure?: { readonly message: string; readonly "#text": string };
  readonly error?: { readonly message: string };
  readonly skipped?: { readonly message: string };
}

async function junit(...args: readonly string[]) {
  const { out, status } = await run("--format", "junit", ...args);
  const cases: readonly Case[] = parser
    .parse(out)
    .testsuites.testsuite.flatMap((suite: { testcase: Case[] }) => suite.testcase);
  const caseOf = (name: string) => cases.find((one) => one.name.startsWith(name));
  return { status, cases, caseOf };
}

const sarif = async (...args: readonly string[]) => {
  const { out, status } = await run("--format", "sarif", ...args);
  return { status, log: JSON.parse(out) as Log, run: (JSON.parse(out) as Log).runs[0] };
};

describe("replay --format junit", () => {
  it("fails the case of each detection that alerted, and passes those that looked and found nothing", async () => {
    const { caseOf, cases } = await junit(log(refused(), refused({ userAgent: HOSTILE }), request()));
    expect(caseOf("s3.blocked-outside-allowlist:")?.failure).toEqual({
      message: "1 alert, medium",
      "#text": expect.stringMatching(/^2026.* UTC medium: .* \(2 times\) \[.*trail-\d+\.json\]$/),
    });
    expect(Object.keys(caseOf("s3.anonymous-access:") ?? {})).toEqual(["classname", "name"]);
    expect(cases.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  it("skips what has no record to look at, and what still learns", async () => {
    const { caseOf } = await junit(log(request()));
    expect(caseOf("s3.access-log-batch-delete:")?.skipped?.message).toBe(
      "Not judged: there is no record of S3 server access logs.",
    );
    expect(caseOf("iam.user-created:")?.skipped?.message).toContain("CloudTrail management events");
    expect(caseOf("s3.new-reader:")?.skipped?.message).toContain("Still learning");
  });

  it("never looks like an all-clear where nothing was judged, where something was not, and where a file could not be read", async () => {
    const other = await junit(log(elsewhere()));
    expect(other.status).toBe(1);
    expect(other.caseOf("the records are of the configuration")?.error?.message).toContain("Nothing is known");
    expect(other.caseOf("s3.blocked-outside-allowlist:")?.skipped?.message).toContain("Nothing is known");
    const mixed = await junit(log(request(), elsewhere()));
    expect(mixed.caseOf("nothing is left unjudged: other-buckets")?.error?.message).toBe(
      "Not judged: 1 request to 1 bucket without a perimeter (other 1).",
    );
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{"Records":[{"eventName":');
    const { caseOf, status } = await junit(log(request()), broken);
    expect(status).toBe(1);
    expect(caseOf("everything could be read")?.error?.message).toContain("broken.json");
  });

  it("fails where the gate does", async () => {
    const logs = log(refused(), request(), elsewhere());
    const high = await junit("--fail-on", "high", "--allow-not-judged", "other-buckets", logs);
    expect(high.status).toBe(0);
    expect(high.cases.filter(({ failure, error }) => failure ?? error)).toEqual([]);
    expect(high.caseOf("s3.blocked-outside-allowlist:")?.skipped?.message).toBe(
      "1 alert, medium: below --fail-on high",
    );
    expect(high.caseOf("nothing is left unjudged: other-buckets")?.skipped).toBeDefined();
    const medium = await junit("--fail-on", "medium", "--allow-not-judged", "other-buckets", logs);
    expect(medium.status).toBe(3);
    expect(medium.caseOf("s3.blocked-outside-allowlist:")?.failure?.message).toBe("1 alert, medium");
  });
});

describe("replay --format sarif", () => {
  it("is SARIF 2.1.0 with a rule for each detection and a result for each alert", async () => {
    const file = log(refused({ requestParameters: { bucketName: "customer-data", key: HOSTILE } }), request());
    const { log: whole, run: found } = await sarif(file);
    expect(sarifFaults(whole)).toEqual([]);
    const rules = found?.tool.driver.rules ?? [];
    expect(rules.length).toBeGreaterThan(90);
    expect(found?.results).toHaveLength(1);
    const [result] = found?.results ?? [];
    expect(rules[result?.ruleIndex ?? -1]).toMatchObject({
      id: "s3.blocked-outside-allowlist",
      helpUri: "https://example.com/runbooks/s3.blocked-outside-allowlist.md",
      help: { markdown: expect.stringContaining("**What to do**") },
    });
    expect(result?.level).toBe("warning");
    expect(result?.message.text).not.toMatch(/\]\(|https:/);
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toContain(file);
    expect(result?.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^arn:aws:s3:::customer-data\//);
  });

  it("says in notifications what no result speaks of", async () => {
    const { run: found, status } = await sarif(log(elsewhere()));
    expect(status).toBe(1);
    const [invocation] = found?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.map(({ descriptor, level }) => [descriptor?.id, level])).toEqual(
      expect.arrayContaining([
        ["nothing-known", "error"],
        ["other-buckets", "warning"],
      ]),
    );
  });

  it("is the same for the same log", async () => {
    const file = log(refused(), request());
    expect((await sarif(file)).log).toEqual((await sarif(file)).log);
  });
});

describe("replay --format ocsf", () => {
  it("is a Detection Finding a line, and says on standard error what they do not speak of", async () => {
    const { out, err, status } = await run(
      "--format",
      "ocsf",
      "--fail-on",
      "medium",
      log(refused(), request(), elsewhere()),
    );
    const [finding, ...more] = out.trimEnd().split("\n");
    expect(more).toEqual([]);
    expect(JSON.parse(finding ?? "")).toMatchObject({
      class_uid: 2004,
      metadata: { version: "1.4.0" },
      finding_info: { analytic: { uid: "s3.blocked-outside-allowlist" } },
    });
    expect(err).toContain("Not judged: 1 request to 1 bucket without a perimeter (other 1).");
    expect(status).toBe(3);
  });
});

describe("replay --output", () => {
  it("writes the file and says so", async () => {
    const file = join(folder, "alerts.sarif");
    const { out, err } = await run("--format", "sarif", "--output", file, log(refused(), request()));
    expect(out).toBe("");
    expect(err).toContain(`wrote 1 alert to ${file}`);
    expect(sarifFaults(JSON.parse(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("is refused before anything is read where it cannot be written", async () => {
    const { status, err } = await run("--output", join(folder, "nowhere/a.txt"), log(request()));
    expect([status, err]).toEqual([2, expect.stringContaining("its folder does not exist")]);
  });

  it("names the formats that there are", async () => {
    const { status, err } = await run("--format", "yaml", log(request()));
    expect([status, err]).toEqual([2, expect.stringContaining("expected table, json, ocsf, sarif, junit")]);
  });
});
