import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { isFields } from "@palisade/engine/events/fields";
import { cloudTrail, IDENTITIES } from "../../testing/fixtures/cloudtrail-fixture";
import { requests, requestsOnDays } from "../../testing/fixtures/preview-fixture";
import { runPalisade } from "../program";

const EXAMPLE = join(__dirname, "../../examples/preview");
const CONFIG = join(EXAMPLE, "palisade.yaml");
const OBSERVED = join(EXAMPLE, "observed.yaml");
const RECORDINGS = join(EXAMPLE, "recordings");

// The database and a busy machine take their time.
jest.setTimeout(60_000);

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-preview-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const into = (texts: string[]) =>
    new Writable({
      write(chunk, _encoding, done) {
        texts.push(String(chunk));
        done();
      },
    });
  const terminal = { stdin: Readable.from([]), stdout: into(out), stderr: into(err), env: {} };
  const status = await runPalisade(["preview", "--cache", join(folder, "cache"), ...args], terminal);
  return { status, out: out.join(""), err: err.join("") };
}

function logs(name: string, records: readonly Fields[]): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ Records: records }));
  return path;
}

const exported = (fields: Fields = {}): Fields => ({
  requestParameters: { bucketName: "customer-exports" },
  ...fields,
});

async function json(...args: readonly string[]): Promise<Fields> {
  const { out } = await run(...args, "--format", "json");
  const value: unknown = JSON.parse(out);
  if (!isFields(value)) throw new Error("no object");
  return value;
}

describe("palisade preview", () => {
  it("prints the report that its page shows", async () => {
    const { status, out, err } = await run("--config", CONFIG, RECORDINGS);
    expect({ status, err }).toEqual({ status: 0, err: expect.stringMatching(/^converted 1 file into \S+\n$/) });
    const page = readFileSync(join(__dirname, "../../docs/guides/preview.md"), "utf8");
    expect(page).toContain(`\`\`\`text\n${out.trimEnd()}\n\`\`\``);
  });

  it("asks the cache as it is when no logs are named", async () => {
    const first = await run("--config", CONFIG, RECORDINGS);
    expect(await run("--config", CONFIG)).toEqual({
      ...first,
      err: expect.stringMatching(/^from the cache: \S+, as converted at \S+ \S+ UTC\n$/),
    });
  });

  it.each([
    ["of the next century", "2099-01-01T00:00:00Z"],
    ["half a year ahead", "2026-10-15T00:00:00Z"],
  ])("counts the last days back from the logs' own end, and not from a record %s", async (name, eventTime) => {
    const path = logs(name.replaceAll(" ", "-"), [
      ...requestsOnDays(20, exported()),
      ...requests(1, { eventTime, eventName: "ListBuckets", requestParameters: null }),
    ]);
    const { status, out } = await run("--config", CONFIG, "--enforce", "--fail-on-cutoff", "--last", "7", path);
    expect(status).toBe(3);
    expect(out).toContain("1 caller would lose access who had it in the last 7 days of the logs");
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      `A record is dated ${eventTime.slice(0, 10)}, which cannot be: the logs are taken to end on 2026-03-31, and the last 7 days are`,
    );
  });

  it("ends with 3 when someone would lose access, of whom only those seen lately count", async () => {
    const old = logs("old", [
      ...requests(1, exported({ eventTime: "2026-01-01T00:00:00Z" })),
      ...requests(1, exported({ sourceIPAddress: "203.0.113.9", eventTime: "2026-03-31T00:00:00Z" })),
    ]);
    const status = async (...args: readonly string[]) => (await run(...args)).status;
    expect(await status("--config", CONFIG, "--fail-on-cutoff", old)).toBe(3);
    expect(await status("--config", CONFIG, "--fail-on-cutoff", "--last", "60", old)).toBe(0);
    expect(await status("--config", CONFIG, "--fail-on-cutoff", "--last", "90", old)).toBe(3);
    expect(await status("--config", CONFIG, old)).toBe(0);
    expect(await status("--config", OBSERVED, "--fail-on-cutoff", old)).toBe(0);
    expect(await status("--config", OBSERVED, "--fail-on-cutoff", "--enforce", old)).toBe(3);
  });

  it("cuts off no one in observe mode, and says whom it would", async () => {
    const { out } = await run("--config", OBSERVED, RECORDINGS);
    expect(out).toContain("No one loses access as long as it only observes; enforced, it would cut off 8 callers.");
    expect(out).toContain("Only observing, so refusing nothing yet: exports.");
  });

  it("says that nothing is known of logs of other buckets, and of none", async () => {
    const other = await run("--config", CONFIG, logs("other", requests(3)));
    expect(other.out).toContain("Nothing is known: the logs hold no request to a protected bucket.");
    expect(other.out).toContain("Not judged: 3 requests to 1 bucket without a perimeter (sensitive-data 3)");
    expect(other.out.match(/sensitive-data/g)).toHaveLength(1);
    const none = await run("--config", CONFIG, "--fail-on-cutoff", logs("none", []));
    expect(none).toMatchObject({
      status: 3,
      out: expect.stringContaining("No request in the logs to customer-exports."),
    });
  });

  it.each(["table", "markdown", "json"])("names in the answer itself what could not be read: %s", async (format) => {
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{"Records":[{"eventName":');
    const whole = logs("whole", [cloudTrail(exported({ sourceIPAddress: "203.0.113.9" }))]);
    const { status, out } = await run("--config", CONFIG, "--format", format, whole, broken);
    expect(status).toBe(1);
    expect(out).toContain("Not everything was judged. Of those who were, no one loses access who had it.");
    expect(out).toContain("broken.json: cut off");
    if (format === "markdown") expect(out).toContain("> [!WARNING]");
  });

  it("compares two configurations", async () => {
    const both = ["--compare", OBSERVED, CONFIG, RECORDINGS] as const;
    const { comparison } = await json(...both);
    expect(comparison).toMatchObject({ before: OBSERVED, after: CONFIG, newlyLetIn: [], unchanged: 33 });
    expect((await run(...both)).out).toContain("Newly cut off: 9 callers");
    const back = await run("--compare", CONFIG, OBSERVED, "--format", "markdown", RECORDINGS);
    expect(back.out).toContain("0 callers newly cut off, 9 callers newly allowed");
    expect(back.out).toContain("**A Deny goes away:**");
  });

  it("says of a plan in words and in callers what it changes", async () => {
    const plan = planFile("plan", undefined, policyOf(["203.0.113.0/24"]));
    const { status, out } = await run("--config", CONFIG, "--plan", plan, "--format", "markdown", RECORDINGS);
    expect(status).toBe(0);
    expect(out).toContain("**From `what is deployed` to `what is planned`:** 9 callers newly cut off");
    expect(out).toContain("## What this plan does to the perimeter");
    expect(out).toContain("Deny added: `PalisadePerimeter` refuses `s3:*` except addresses `203.0.113.0/24`");
    const wider = planFile("wider", policyOf(["203.0.113.0/24"]), policyOf(["203.0.113.0/24", "198.51.100.0/24"]));
    expect((await json("--config", CONFIG, "--plan", wider, RECORDINGS))["comparison"]).toMatchObject({
      newlyCutOff: [],
      newlyLetIn: [
        { principal: expect.stringMatching(/joao$/) },
        { principal: expect.stringMatching(/rui$/) },
        expect.anything(),
      ],
    });
  });

  it("says of a plan in words alone where there are no logs", async () => {
    const plan = planFile("words", undefined, policyOf(["203.0.113.0/24"]));
    const { status, out, err } = await run("--config", CONFIG, "--plan", plan, "--cache", join(folder, "nothing"));
    expect(status).toBe(0);
    expect(out).toMatch(/^## What this plan does to the perimeter\n/);
    expect(err).toContain("in words only");
  });

  it("does not guess at a policy of a plan that it cannot read", async () => {
    const strange = policyOf(["203.0.113.0/24"]).replace(
      '"NotIpAddress"',
      '"StringLike":{"s3:prefix":"x"},"NotIpAddress"',
    );
    const { out } = await run("--config", CONFIG, "--plan", planFile("strange", undefined, strange), RECORDINGS);
    expect(out).toContain(
      "**Not previewed:** `aws_s3_bucket_policy.exports`, its Deny `PalisadePerimeter` says more than a perimeter",
    );
    const unknown = await run("--config", CONFIG, "--plan", planFile("unknown", undefined, undefined), RECORDINGS);
    expect(unknown.out).toContain("**Not previewed:** `aws_s3_bucket_policy.exports`, known only after apply");
  });

  it.each([
    [["--format", "xml"], '--format: got "xml", expected table or json or markdown'],
    [["--engine", "spark"], '--engine: got "spark", expected duckdb or athena'],
    [["--last", "0"], '--last: got "0", expected a whole number of days'],
    [["--compare", CONFIG], "--compare: got one configuration, expected two"],
    [["--compare", CONFIG, CONFIG, "--plan", "x"], "--compare and --plan both say what to compare with"],
    [["--compare", CONFIG, CONFIG, "--config", CONFIG], "--compare takes the new configuration itself"],
    [["--config", CONFIG, "--plan", CONFIG], `--plan ${CONFIG}: not JSON`],
    [["--config", CONFIG, "--plan", "missing.json"], "--plan missing.json: no such file"],
    [["--config", CONFIG, "--engine", "athena"], "--engine athena: no hunting in the configuration"],
    [["--config", CONFIG, "--engine", "athena", RECORDINGS], "--engine athena reads the trail's own logs"],
    [["--config", CONFIG, "--cache", "missing"], "no cache in"],
  ])("refuses %j", async (args, complaint) => {
    const { status, err } = await run(...args);
    expect(status).toBe(2);
    expect(err).toContain(complaint);
  });

  it("says what it could not read, and ends with 1", async () => {
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{"Records":[{');
    const { status, out, err } = await run("--config", CONFIG, logs("whole", requests(1, exported())), broken);
    expect(status).toBe(1);
    expect(err).toContain("broken.json");
    expect(out).toContain("1 caller would lose access");
  });
});

describe("text of an attacker", () => {
  const EVIL = "](https://evil.example) <img src=x> @everyone | `x` \u202e\u001b[31m\n```\n# boo";
  const records = [
    ...requestsOnDays(
      2,
      exported({ userIdentity: { ...IDENTITIES.user, arn: `arn:aws:iam::111122223333:user/${EVIL}` } }),
    ),
    ...requests(1, exported({ eventName: `Get${EVIL}` })),
    ...requests(1, exported({ sourceIPAddress: EVIL })),
    ...requests(1, exported({ vpcEndpointId: EVIL, sourceIPAddress: "10.0.0.9" })),
    cloudTrail(
      exported({ eventID: "e", userIdentity: { type: "AWSService", invokedBy: EVIL }, sourceIPAddress: EVIL }),
    ),
  ];

  it("stays text on a terminal", async () => {
    const { out } = await run("--config", CONFIG, logs("evil", records));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(out).toContain("\\u{202e}");
  });

  it("stays text in Markdown: all in code spans or folded away in a fence that it cannot close", async () => {
    const { out } = await run("--config", CONFIG, "--format", "markdown", logs("evil", records));
    const bare = out.replace(/```yaml\n[\s\S]*?\n```\n/g, "").replace(/`[^`\n]*`/g, "");
    expect(bare).not.toMatch(/evil|everyone|<img|# boo/);
    expect(out.match(/^```/gm)?.length ?? 0).toBeLessThanOrEqual(2);
    for (const row of out.split("\n").filter((line) => line.startsWith("| `"))) {
      expect(row.replace(/\\\|/g, "").split("|")).toHaveLength(9);
    }
  });

  it("stays text in JSON", async () => {
    const { out } = await run("--config", CONFIG, "--format", "json", logs("evil", records));
    expect(out.trimEnd()).not.toMatch(/[\n\u202e]/);
    expect(JSON.stringify(JSON.parse(out))).toContain("evil.example");
  });
});

function policyOf(cidrs: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PalisadePerimeter",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::customer-exports/*"],
        Condition: {
          NotIpAddress: { "aws:SourceIp": cidrs },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
          ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass"] },
        },
      },
    ],
  });
}

/** A plan that changes the policy of the example's bucket; without a new one, it is known only after apply. */
function planFile(name: string, before: string | undefined, after: string | undefined): string {
  const path = join(folder, `${name}.plan.json`);
  const bucket = "customer-exports";
  const change = {
    actions: [before === undefined ? "create" : "update"],
    before: before === undefined ? null : { bucket, policy: before },
    after: { bucket, ...(after !== undefined && { policy: after }) },
    after_unknown: after === undefined ? { policy: true } : {},
  };
  const resource = { address: "aws_s3_bucket_policy.exports", type: "aws_s3_bucket_policy", change };
  writeFileSync(path, JSON.stringify({ format_version: "1.2", resource_changes: [resource] }));
  return path;
}
