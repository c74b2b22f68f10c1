import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Fields } from "@palisade/engine/events/fields";
import { accessLogLine } from "../testing/fixtures/access-log-fixture";
import { cloudTrail } from "../testing/fixtures/cloudtrail-fixture";
import { describeWithSharedData } from "../testing/shared-data";
import { runPalisade } from "./program";

const EXAMPLE = join(__dirname, "../examples/ip-blocker");
const CONFIG = join(EXAMPLE, "palisade.yaml");
const BUCKET = "threatlab-sensitive-data";

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function palisade(args: readonly string[], { stdin = "", isTTY = false, env = {} } = {}): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const into = (texts: string[]) =>
    Object.assign(
      new Writable({
        write: (chunk, _encoding, done) => {
          texts.push(String(chunk));
          done();
        },
      }),
      { isTTY },
    );
  const status = await runPalisade(args, {
    stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: false }),
    stdout: into(out),
    stderr: into(err),
    env,
  });
  return { status, out: out.join(""), err: err.join("") };
}

const replayJson = async (paths: readonly string[], stdin = "") => {
  const run = await palisade(["replay", "--config", CONFIG, "--format", "json", ...paths], { stdin });
  const lines = run.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ...run, alerts: lines.slice(0, -1), summary: lines.at(-1)?.["summary"] as Record<string, number> };
};

/** A stranger's request that the example's perimeter denies. */
const blocked = (n: number, overrides: Record<string, unknown> = {}) =>
  cloudTrail({
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventTime: `2026-11-20T10:${String(n % 60).padStart(2, "0")}:00Z`,
    eventName: "GetObject",
    errorCode: "AccessDenied",
    sourceIPAddress: "198.51.100.23",
    requestParameters: { bucketName: BUCKET, key: `key-${n}` },
    ...overrides,
  });

describe("palisade", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "palisade-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  describe("replay", () => {
    it("tells the story of the recordings, the same again when they are read twice", async () => {
      const once = await replayJson([join(EXAMPLE, "recordings")]);
      expect(once.status).toBe(0);
      expect(once.summary["skipped"]).toBe(0);
      expect(once.summary["folded"]).toBe((once.summary["matched"] ?? 0) - once.alerts.length);
      expect(once.alerts.map(({ severity }) => severity)).toContain("high");
      expect(once.out).not.toContain("delivery.logs.amazonaws.com");
      const copy = join(folder, "copy");
      mkdirSync(copy);
      const records = readFileSync(join(EXAMPLE, "recordings/1-stolen-session.json"));
      writeFileSync(join(copy, "same.json.gz"), gzipSync(records));
      const twice = await replayJson([copy, join(EXAMPLE, "recordings")]);
      expect(twice.alerts).toEqual(once.alerts);
      expect(twice.summary["read"]).toBeGreaterThan(once.summary["read"] ?? 0);
    });

    it("prints an alert with all its fields, null where the record says nothing", async () => {
      const list = blocked(1, {
        eventName: "ListObjects",
        requestParameters: { bucketName: BUCKET, key: undefined },
        awsRegion: undefined,
      });
      const { alerts } = await replayJson([file("one.json", JSON.stringify(list))]);
      expect(Object.keys(alerts[0] ?? {})).toEqual(
        "detection title severity cause bucket sourceIp actor event key account region details count firstSeen lastSeen dedupKey eventIds channels".split(
          " ",
        ),
      );
      expect(alerts[0]).toMatchObject({
        bucket: BUCKET,
        key: null,
        region: null,
        count: 1,
        firstSeen: "2026-11-20T10:01:00.000Z",
      });
    });

    it("adds up: the counts of all alerts are the matches", async () => {
      const lines = Array.from({ length: 50 }, (_, n) =>
        JSON.stringify(blocked(n, { sourceIPAddress: `198.51.100.${n % 7}` })),
      );
      const { alerts, summary } = await replayJson([file("many.jsonl", lines.join("\n"))]);
      expect(alerts.reduce((sum, { count }) => sum + Number(count), 0)).toBe(50);
      expect(summary).toEqual({ files: 1, read: 50, skipped: 0, matched: 50, alerts: 7, folded: 43, suppressed: 0 });
    });

    it("reads standard input, as - or when no path is given", async () => {
      const record = JSON.stringify(blocked(1));
      expect((await replayJson(["-"], record)).summary["matched"]).toBe(1);
      expect((await replayJson([], record)).summary["matched"]).toBe(1);
    });

    it.each([
      [
        "a truncated gzip",
        "a.json.gz",
        gzipSync(JSON.stringify(blocked(9)).repeat(50)).subarray(0, 700),
        1,
        "gzip cut off",
      ],
      ["half a JSON line", "a.jsonl", JSON.stringify(blocked(9)).slice(0, 100), 1, "cut off"],
      ["a binary file", "a.json", Buffer.from([0, 1, 2, 3, 255, 254]), 1, "not text"],
      ["Records: null", "a.json", '{"Records":null}', 1, "Records that are not a list"],
      ["an unknown shape", "a.json", '[{"hello":"world"},17,null,"x",[]]', 1, "no eventName"],
    ])("goes on after %s", async (_name, name, content, status, reason) => {
      const good = file("good.json", JSON.stringify({ Records: [blocked(1), blocked(2)] }));
      const run = await replayJson([file(name, content), good]);
      expect(run.status).toBe(status);
      expect(run.err).toContain(reason);
      expect(run.summary["skipped"]).toBeGreaterThan(0);
      expect(run.summary["matched"]).toBeGreaterThanOrEqual(2);
    });

    it("reads an event of 110 kB, and events without bucket, address or identity", async () => {
      const odd = [
        blocked(1, { userAgent: "x".repeat(110_000) }),
        blocked(2, { requestParameters: null }),
        blocked(3, { sourceIPAddress: undefined }),
        blocked(4, { userIdentity: null }),
      ];
      const { status, summary } = await replayJson([
        file("odd.jsonl", odd.map((one) => JSON.stringify(one)).join("\n")),
      ]);
      expect(status).toBe(0);
      expect(summary).toMatchObject({ read: 4, skipped: 0 });
    });

    it("names a path that does not exist, and reads the others", async () => {
      const run = await replayJson([join(folder, "missing.json"), file("good.json", JSON.stringify(blocked(1)))]);
      expect(run.status).toBe(1);
      expect(run.err).toContain("missing.json: no such file or folder");
      expect(run.summary).toMatchObject({ files: 1, matched: 1 });
    });

    it("lets no text of an event act on the terminal, and keeps its table to 100 columns", async () => {
      const hostile = "k\u001b[2J\u202e\r\nFAKE ALERT\u009b31m";
      const path = file(
        "hostile.json",
        JSON.stringify(blocked(1, { requestParameters: { bucketName: BUCKET, key: hostile } })),
      );
      for (const format of ["table", "json"]) {
        const { out } = await palisade(["replay", "-c", CONFIG, "-f", format, path]);
        expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
        const table = out.split("\n").filter((line) => /^[┌├│└]/.test(line));
        if (format === "table") expect(Math.max(...table.map((line) => line.length))).toBe(100);
      }
    });

    it("breaks a cell between words, or behind a colon or slash", async () => {
      const { out } = await palisade(["replay", "-c", CONFIG, join(EXAMPLE, "recordings")]);
      expect(out).toContain("│ S3 request from outside the     │ arn:aws:iam::111122223333:     │");
      expect(out).toContain("│ allowlist was blocked           │ role/reporting                 │");
    });

    it("says for which buckets nothing matched", async () => {
      const other = blocked(1, { requestParameters: { bucketName: "other-bucket", key: "k" } });
      const run = await replayJson([file("other.json", JSON.stringify(other))]);
      expect(run.status).toBe(1);
      expect(run.err).toBe(`No record matched the rules for ${BUCKET} of ${CONFIG}. Other buckets: --config FILE\n`);
      expect((await replayJson([file("one.json", JSON.stringify(blocked(1)))])).err).toBe("");
    });

    it("colours a terminal only, and not with NO_COLOR", async () => {
      const args = ["replay", "-c", CONFIG, join(EXAMPLE, "recordings")];
      const ansi = "\u001b[";
      expect((await palisade(args)).out).not.toContain(ansi);
      expect((await palisade(args, { isTTY: true })).out).toContain(ansi);
      expect((await palisade(args, { isTTY: true, env: { NO_COLOR: "1" } })).out).not.toContain(ansi);
    });
  });

  it("shows a policy, its size and who gets in", async () => {
    const { status, out } = await palisade(["policy", BUCKET, "--config", CONFIG]);
    expect(status).toBe(0);
    expect(out).toContain("of 20,480 bytes");
    expect(out).toContain("70.168.153.114");
    const json = await palisade(["policy", BUCKET, "--json"], { env: { PALISADE_CONFIG: CONFIG } });
    expect(JSON.parse(json.out).Statement[0].Sid).toBe("AllowOnlyFromWhitelistedIPs");
  });

  const observing = (networks: string) =>
    file(
      "observing.yaml",
      `project: one
account: "111122223333"
region: eu-central-1
perimeters:
  quiet:
    buckets: [my-bucket]
    allow: { cidrs: [${networks}], vpcs: [vpc-0123456789abcdef0] }
`,
    );

  it("shows what a perimeter that observes would deny, while it writes nothing", async () => {
    const { status, out } = await palisade(["policy", "my-bucket", "--config", observing("203.0.113.0/24")]);
    expect(status).toBe(0);
    expect(out).toContain("Palisade writes no policy on my-bucket");
    expect(out).toMatch(/With mode: enforce .*"Sid": "PalisadePerimeter".*Size: \d+ of 20,480 bytes/s);
  });

  it("says while a perimeter observes that its networks are too many to enforce", async () => {
    const networks = Array.from({ length: 2000 }, (_, n) => `52.${n >> 7}.${(2 * n) & 255}.1`).join(", ");
    const { status, out } = await palisade(["policy", "my-bucket", "--config", observing(networks)]);
    expect(status).toBe(0);
    expect(out).toMatch(/With mode: enforce this would be refused: .* got \d+ bytes .* expected at most 20480, fix: /);
  });

  it("counts networks before and after aggregation where that differs", async () => {
    const { out } = await palisade(["config", "check", "-c", observing("203.0.113.0/25, 203.0.113.128/25")]);
    expect(out).toContain("allows 2 networks (1 after aggregation), 1 VPC, AWS services\n");
  });

  it("prints no control character of a file that the configuration names", async () => {
    file("networks.txt", "\u009b31m\u202e203.0.113.0\n");
    const config = file(
      "bad.yaml",
      `project: one
account: "111122223333"
region: eu-central-1
perimeters:
  quiet:
    buckets: [my-bucket]
    allow: { cidrFiles: [networks.txt] }
`,
    );
    const { status, err } = await palisade(["config", "check", "-c", config]);
    expect(status).toBe(2);
    expect(err).toMatch(/networks\.txt:1:1 .* got .*203\.0\.113\.0/);
    expect(err).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  it.each([
    ["as a value", ["replay", "--format", "TOKEN", "x"]],
    ["as an option", ["replay", "--TOKEN", "x"]],
    ["as an argument too many", ["config", "check", "x", "TOKEN"]],
    ["as a command", ["TOKEN"]],
    ["as a bucket", ["policy", "TOKEN"]],
    ["as a channel's flag", ["receive", "--topic", "https://hooks.slack.com/services/T01234567/TOKEN"]],
  ])("echoes no secret that was pasted %s", async (_, args) => {
    const token = "Zq7Wx2Kp9Lm4Vt8Rb3Ny6Hd1";
    const { status, out, err } = await palisade(args.map((arg) => arg.replace("TOKEN", token)));
    expect(status).toBe(2);
    expect(out + err).not.toContain(token);
  });

  it("shows what was understood of a configuration", async () => {
    const { status, out } = await palisade(["config", "check", "--config", CONFIG]);
    expect(status).toBe(0);
    expect(out).toContain("Perimeter ip-allowlist: enforce, scope all, lock-out risk accepted");
    expect(out).toContain("allows 1 network\n");
    expect(out).toMatch(/^Detections: \d+ of \d+ on; palisade detections lists them$/m);
  });

  const ALERTING = `
alerts: {email: [soc@example.com], emailSeverity: medium}
channels:
  team-slack: {kind: slack, webhook: "ssm:/palisade/slack"}
  soc: {kind: webhook, url: "https://soc.example.com/hook/path", secret: "ssm:/palisade/soc"}
routes: [{severity: high, buckets: ["my-*"], channels: [soc]}]
default: [team-slack]
quietHours: {from: "20:00", to: "07:00", timezone: Europe/Berlin}
enrich: {networks: {office: [203.0.113.0/24]}, bucketTags: {owner: Owner}, firstSeen: true}
`;

  it("shows who is told, where and when, and what alerts say besides", async () => {
    const path = file(
      "alerting.yaml",
      `${readFileSync(observing("203.0.113.0/24"), "utf8").replace(/^alerts:.*$/m, "")}${ALERTING}`,
    );
    const { status, out, err } = await palisade(["config", "check", "-c", path]);
    expect([status, err]).toEqual([0, ""]);
    for (const line of [
      "Alerts: soc@example.com from medium on; one incident lasts 60 minutes",
      "Channel team-slack: slack, secret at ssm:/palisade/slack, at most 60 messages an hour",
      "Channel soc: webhook, to soc.example.com, format palisade, secret at ssm:/palisade/soc, at most 60 messages an hour",
      "  route: from high on, buckets my-* to soc",
      "  default: what no route fits, to team-slack",
      "  Palisade's own alarms: to team-slack",
      "  note: Palisade's own alarms go to channel team-slack alone, even the alarm that the channel itself fails: add an address to alerts.email without emailSeverity, or another channel to default",
      "Quiet hours: 20:00 to 07:00, Europe/Berlin; what is below high waits for the digest",
      "Digest: daily at 07:00, Europe/Berlin, to soc@example.com, team-slack",
      "Enrichment: networks named office (1)",
      "Enrichment: bucket tags owner in Owner",
    ]) {
      expect(out.split("\n")).toContain(line);
    }
    expect(out).toMatch(/^ {2}off: .*s3\.denied-inside-allowlist/m);
  });

  it("says where an alert goes, and what keeps it from being raised", async () => {
    const path = file(
      "alerting.yaml",
      `${readFileSync(observing("203.0.113.0/24"), "utf8").replace(/^alerts:.*$/m, "")}${ALERTING}`,
    );
    const asked = ["route", "high", "-c", path, "--bucket", "my-bucket", "--at", "2026-03-01T23:10:00Z"];
    const { status, out } = await palisade(asked);
    expect(status).toBe(0);
    expect(out).toContain("  channel soc (webhook): at once");
    const json = JSON.parse(
      (await palisade([...asked, "--detection", "s3.denied-inside-allowlist", "--format", "json"])).out,
    );
    expect(json).toMatchObject({
      channels: [{ name: "soc", asideUntil: null }],
      email: ["soc@example.com"],
      remarks: ["s3.denied-inside-allowlist is off: it raises no alert."],
    });
    const elsewhere = await palisade(["route", "high", "-c", path, "--bucket", "other", "--environment", "prod"]);
    expect(elsewhere.out.trimEnd().split("\n").slice(-2)).toEqual([
      "other is in no perimeter and no decoy: only detections that listen to all buckets alert on it.",
      "enrich.bucketTags.environment names no tag: no alert has an environment.",
    ]);
    for (const [args, text] of [
      [["route", "hihg"], 'severity: got "hihg", expected one of informational, low'],
      [["route", "high", "--detection", "s3.nope"], "--detection: got"],
      [["route", "high", "--account", "1"], "expected 12 digits"],
      [["route", "high", "--at", "soon"], "expected a time such as"],
    ] as const) {
      const run = await palisade([...args, "-c", path]);
      expect(run).toMatchObject({ status: 2, out: "" });
      expect(run.err).toContain(text);
    }
  });

  it("shows each replayed alert's channels", async () => {
    const path = file(
      "alerting.yaml",
      `${readFileSync(observing("203.0.113.0/24"), "utf8").replace(/^alerts:.*$/m, "")}${ALERTING}`,
    );
    const records = JSON.stringify({
      Records: [blocked(1, { requestParameters: { bucketName: "my-bucket", key: "a" } })],
    });
    const json = await palisade(["replay", "-c", path, "--format", "json", "-"], { stdin: records });
    const table = await palisade(["replay", "-c", path, "-"], { stdin: records });
    expect(JSON.parse(json.out.split("\n")[0] ?? "")).toMatchObject({ severity: "medium", channels: ["team-slack"] });
    expect(table.out).toContain("to team-slack");
  });

  it("shows what is tuned, and which suppression has expired", async () => {
    const suppression = (until: string) =>
      `  - {detection: s3.blocked-outside-allowlist, reason: r, owner: security, until: ${until}, when: {bucket: my-*, sourceIp: 198.51.100.7}}`;
    const year = new Date().getUTCFullYear();
    const tuned = [
      readFileSync(observing("203.0.113.0/24"), "utf8"),
      "detections: {s3.denied-inside-allowlist: {enabled: true}}",
      "suppressions:",
      suppression("2020-01-31"),
      suppression(`${year}-12-31`),
      'trust: {accounts: ["222233334444"], deployers: ["arn:aws:iam::111122223333:role/deployer"]}',
      "decoys: [my-bucket/old/]",
    ];
    const { status, out } = await palisade(["config", "check", "-c", file("tuned.yaml", tuned.join("\n"))]);
    expect(status).toBe(0);
    const conditions = "s3.blocked-outside-allowlist for bucket my-*, sourceIp 198.51.100.7/32";
    expect(out.split("\n").filter((line) => /^ {2}(tuned|silenced|trusted|decoys):/.test(line))).toEqual([
      "  tuned: s3.denied-inside-allowlist",
      `  silenced: ${conditions}, EXPIRED on 2020-01-31, owner security`,
      expect.stringContaining(`  silenced: ${conditions}, `),
      "  trusted: 1 account, 1 deployer",
      "  decoys: my-bucket/old/",
    ]);
  });

  it("wraps one record over several lines, and several one a line", async () => {
    const one = await palisade(["wrap", file("one.json", JSON.stringify(blocked(1)))]);
    expect(JSON.parse(one.out)).toMatchObject({ source: "aws.s3", detail: { eventName: "GetObject" }, resources: [] });
    const two = await palisade(["wrap", "-"], { stdin: JSON.stringify({ Records: [blocked(1), blocked(2)] }) });
    expect(two.out.trim().split("\n")).toHaveLength(2);
    expect(await palisade(["wrap", file("none.json", '{"a":1}')])).toMatchObject({ status: 1, out: "" });
    const cut = gzipSync(JSON.stringify({ Records: [blocked(1), blocked(2)] }).repeat(50)).subarray(0, 700);
    expect((await palisade(["wrap", file("cut.json.gz", cut)])).err).toContain("cut.json.gz: gzip cut off");
  });

  describe("detections", () => {
    it("lists them with what the configuration makes of them", async () => {
      const tuned = `${readFileSync(observing("203.0.113.0/24"), "utf8")}detections:
  s3.denied-inside-allowlist: {enabled: true, severity: critical}
`;
      const unknown = await palisade(["detections", "tst"]);
      expect([unknown.status, unknown.err]).toEqual([
        2,
        'palisade: detections: got "tst", expected list, test or new\n',
      ]);
      const run = await palisade(["detections", "-c", file("tuned.yaml", tuned)]);
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(run.out).toMatch(
        /^s3\.denied-inside-allowlist +critical +on +S3 request from inside the allowlist was denied$/m,
      );
      expect(run.out).toMatch(/^s3\.blocked-outside-allowlist +medium +on /m);
      expect(run.out).toMatch(/\n\d+ detections, \d+ of them on\.\nMore: docs\/catalogue\/detections\.md\n$/);
      const json = await palisade(["detections", "list", "-c", CONFIG, "--format", "json"]);
      const lines = json.out.trim().split("\n");
      expect(lines.map((line) => JSON.parse(line))).toContainEqual({
        id: "s3.denied-inside-allowlist",
        severity: "low",
        enabled: false,
        title: "S3 request from inside the allowlist was denied",
        status: "stable",
        attack: expect.any(Array),
        log: "CloudTrail data events",
        purpose: "denied",
      });
    });

    it("explains one record, from a file or from standard input, bare or as EventBridge delivers it", async () => {
      const record = JSON.stringify({ Records: [blocked(1)] });
      const run = await palisade(["detections", "test", file("one.json", record), "-c", CONFIG]);
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(run.out).toMatch(/^matched +s3\.blocked-outside-allowlist \(medium\)$/m);
      const { out: envelope } = await palisade(["wrap", "-"], { stdin: record });
      const wrapped = await palisade(["detections", "test", "-", "-c", CONFIG], { stdin: envelope });
      expect(wrapped.out).toBe(run.out);
    });

    it("explains a line of an access log", async () => {
      const line = accessLogLine({ bucket: BUCKET });
      const run = await palisade(["detections", "test", "-", "-c", CONFIG], { stdin: line });
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(run.out).toMatch(/^matched +s3\.access-log-outside-allowlist \(high\)$/m);
      const cut = await palisade(["detections", "test", "-", "-c", CONFIG], { stdin: line.slice(0, 200) });
      expect(cut).toMatchObject({ status: 1, err: expect.stringContaining("not JSON") });
    });

    it("says of a record of another bucket, account or region that the configuration is not about it", async () => {
      const test = (record: Fields) =>
        palisade(["detections", "test", "-", "-c", CONFIG], { stdin: JSON.stringify(record) });
      expect(await test(cloudTrail({ requestParameters: { bucketName: "other-data" } }))).toMatchObject({
        status: 1,
        out: expect.stringContaining("Not judged: 1 request to 1 bucket without a perimeter (other-data 1)"),
      });
      expect(await test(blocked(1, { recipientAccountId: "444455556666" }))).toMatchObject({
        status: 1,
        out: expect.stringContaining("Not judged: 1 record of 1 account other than"),
      });
      expect(await test(blocked(1, { awsRegion: "ap-south-1" }))).toMatchObject({
        status: 0,
        out: expect.stringContaining("no rule hears them"),
      });
    });

    it("says why it cannot explain what is no event", async () => {
      const test = (content: string) => palisade(["detections", "test", file("x.json", content), "-c", CONFIG]);
      expect(await test('{"a":1}')).toMatchObject({ status: 1, out: "", err: expect.stringContaining("no eventName") });
      expect(await test("{")).toMatchObject({ status: 1, err: expect.stringContaining("x.json: cut off") });
      expect(await test("")).toMatchObject({ status: 1, err: expect.stringContaining("no record") });
      const several = await test(JSON.stringify({ Records: [blocked(1), blocked(2)] }));
      expect(several).toMatchObject({
        status: 2,
        err: expect.stringMatching(/got 2 records, expected one, fix: npx palisade replay/),
      });
      const missing = await palisade(["detections", "test", join(folder, "missing.json"), "-c", CONFIG]);
      expect(missing).toMatchObject({ status: 2, err: expect.stringContaining("no such file or folder") });
    });

    it("begins a new one where it is told to", async () => {
      const into = join(folder, "detections");
      mkdirSync(into);
      const registry = 'import { a } from "./a";\n\nexport const DETECTIONS = [\n];\n';
      writeFileSync(join(into, "registry.ts"), registry);
      writeFileSync(join(into, "docs.ts"), 'import { a } from "./a.docs";\n\nexport const DETECTION_DOCS = {\n};\n');
      const run = await palisade(["detections", "new", "s3.something-odd", "--into", into]);
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(readFileSync(join(into, "s3/something-odd.ts"), "utf8")).toContain('id: "s3.something-odd"');
      const again = await palisade(["detections", "new", "s3.something-odd", "--into", into]);
      expect(again).toMatchObject({ status: 2, out: "", err: expect.stringContaining("exists already") });
    });
  });

  it("reviews the plans that it can read, and ends with 1 when one is no plan", async () => {
    const good = file("good.json", '{"format_version":"1.2","resource_changes":[]}');
    const reviewed = await palisade(["review", good]);
    expect(reviewed).toMatchObject({ status: 0, err: "" });
    const utf16 = file("utf16.json", Buffer.from(`\uFEFF${readFileSync(good, "utf8")}`, "utf16le"));
    expect((await palisade(["review", utf16])).out).toBe(reviewed.out.replace("good.json", "utf16.json"));
    const run = await palisade(["review", good, file("bad.json", "{"), join(folder, "missing.json")]);
    expect(run.status).toBe(1);
    expect(run.err).toContain("bad.json: not JSON");
    expect(run.err).toContain("missing.json: no such file or folder");
  });

  it.each([
    ["ended in an error", { resource_changes: [], errored: true }, "the plan ended in an error"],
    ["leaves changes for later", { resource_changes: [], complete: false }, "changes are left for a later plan"],
    ["has another format", { format_version: "2.0", resource_changes: [] }, "a plan of format 2.0"],
    ["is an empty state", {}, "an empty state"],
  ])("does not say of a plan that %s that it changes nothing", async (_what, fields, words) => {
    const plan = file("partial.json", JSON.stringify({ format_version: "1.2", ...fields }));
    const run = await palisade(["review", plan]);
    expect(run).toMatchObject({ status: 1, out: expect.stringContaining(words), err: expect.stringContaining(words) });
    expect(run.out).not.toContain("No bucket policy");
    expect(
      (await palisade(["preview", "--plan", plan, "-c", CONFIG, "--cache", join(folder, "none")])).status,
    ).not.toBe(0);
  });

  it.each([
    ["no command", []],
    ["an unknown command", ["reply"]],
    ["an unknown option", ["replay", "--formt", "json"]],
    ["an unknown format", ["replay", "--config", CONFIG, "--format", "xml", "-"]],
    ["no threads", ["replay", "--config", CONFIG, "--threads", "0", "-"]],
    ["an unknown format of the list", ["detections", "--config", CONFIG, "--format", "xml"]],
    ["an unknown command of detections", ["detections", "tset"]],
    ["a test of nothing", ["detections", "test", "--config", CONFIG]],
    ["a malformed id", ["detections", "new", "S3.Thing"]],
    ["a missing configuration", ["replay", "--config", "/nowhere/palisade.yaml", "-"]],
    ["an unknown format of the doctor", ["doctor", "--config", CONFIG, "--format", "xml"]],
    ["no time to wait", ["doctor", "--config", CONFIG, "--wait", "0"]],
    ["no number of dead letters", ["dlq", "list", "--config", CONFIG, "--limit", "many"]],
    ["an unknown bucket", ["policy", "other", "--config", CONFIG]],
  ])("ends with 2 and a word of why on %s", async (_name, args) => {
    const { status, out, err } = await palisade(args);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).not.toBe("");
    expect(err).not.toContain("    at ");
  });

  it.each([
    ["replay"],
    ["policy"],
    ["config", "check"],
    ["route"],
    ["wrap"],
    ["review"],
    ["cost"],
    ["doctor"],
    ["dlq"],
  ])("helps with an example: %s", async (...command) => {
    const { status, out } = await palisade([...command, "--help"]);
    expect(status).toBe(0);
    expect(out).toContain("Examples:");
  });

  it("names every command in docs/command-line.md", async () => {
    const { out } = await palisade(["--help"]);
    const commands = [...(out.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    const page = readFileSync(join(__dirname, "../docs/command-line.md"), "utf8");
    expect(commands).toContain("replay");
    expect(
      commands.filter((name) => name !== "help" && name !== "palisade" && !page.includes(`\`palisade ${name} `)),
    ).toEqual([]);
  });

  it("gives examples that work", async () => {
    const { out } = await palisade(["replay", "--help"]);
    const [, scenario = ""] = /palisade simulate (\S+) \| palisade replay -/.exec(out) ?? [];
    const { out: records } = await palisade(["simulate", scenario]);
    const run = await palisade(["replay", "--format", "json", "-"], { stdin: records });
    expect(run.out).toMatch(/"alerts":[1-9]/);
    const recorded = ["--config", "examples/ip-blocker/palisade.yaml", "examples/ip-blocker/recordings"];
    expect((await palisade(["replay", "--format", "json", ...recorded])).out).toContain('"matched":9');
    const folder = /-chdir=cdktf\.out\/stacks\/(\S+)/.exec((await palisade(["review", "--help"])).out)?.[1];
    expect(readFileSync(join(__dirname, "../main.ts"), "utf8")).toContain(`PerimeterStack(app, "${folder}"`);
  });

  describeWithSharedData("on recorded logs", (dir) => {
    it("replays every CloudTrail file, and counts each line", async () => {
      const { status, summary, err } = await replayJson([join(dir, "cloudtrail"), join(dir, "cloudtrail_eventbridge")]);
      // A few of these records have "..." for a time.
      expect({ status, unreadable: err.split("\n").filter((one) => one.includes("/")) }).toEqual({
        status: 1,
        unreadable: [
          expect.stringMatching(/cloudtrail\/streamalert\.jsonl: no readable eventTime \(6 times\)$/),
          expect.stringMatching(/cloudtrail_eventbridge\/streamalert\.jsonl: no readable eventTime \(4 times\)$/),
        ],
      });
      expect((summary["read"] ?? 0) + (summary["skipped"] ?? 0)).toBe(2551);
    });
  });
});
