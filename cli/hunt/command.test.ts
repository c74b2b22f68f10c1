import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { runPalisade } from "../program";

const CONFIG = join(__dirname, "../../examples/ip-blocker/palisade.yaml");
const BUCKET = "threatlab-sensitive-data";

let folder = "";
let logs = "";
let cache = "";

async function palisade(args: readonly string[], stdin = "") {
  const out: string[] = [];
  const err: string[] = [];
  const into = (texts: string[]) =>
    new Writable({
      write: (chunk, _encoding, done) => {
        texts.push(String(chunk));
        done();
      },
    });
  const status = await runPalisade(["hunt", ...args], {
    stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: false }),
    stdout: into(out),
    stderr: into(err),
    // Not that of the folder where the tests run.
    env: { PALISADE_CONFIG: CONFIG },
  });
  return { status, out: out.join(""), err: err.join("") };
}

const withCache = (...args: readonly string[]) => [...args, "--cache", cache];

const request = (index: number, more = {}) =>
  cloudTrail({
    eventID: `event-${index}`,
    eventTime: `2026-03-0${index + 1}T10:15:30Z`,
    requestParameters: { bucketName: BUCKET, key: `reports/${index}.csv` },
    ...more,
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "palisade-hunt-command-"));
  logs = join(folder, "logs");
  cache = join(folder, "cache");
  mkdirSync(logs);
  const records = [
    request(0),
    request(1, { sourceIPAddress: "203.0.113.7" }),
    request(2, { errorCode: "AccessDenied", errorMessage: "Access Denied" }),
    request(3, { eventName: "PutBucketPolicy", requestParameters: { bucketName: BUCKET } }),
  ];
  writeFileSync(join(logs, "trail.json.gz"), gzipSync(JSON.stringify({ Records: records })));
  const { status, err } = await palisade(withCache("top-talkers", logs));
  expect([status, err]).toEqual([0, expect.stringContaining("converted 1 file")]);
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe("palisade hunt", () => {
  it("answers from the logs that were converted last", async () => {
    const { status, out } = await palisade(withCache("denied-requests", "--format", "json"));
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ address: "198.51.100.23", denied: 1, calls: 1, mostly: "GetObject" });
  });

  it("takes networks and buckets from the configuration, or from the command line", async () => {
    const networks = "networks=203.0.113.0/24";
    const found = await palisade(withCache("outside-allowlist", "-p", networks, "-f", "json", "--until", "2026-03-02"));
    expect(JSON.parse(found.out)).toMatchObject({ bucket: BUCKET, address: "198.51.100.23", requests: 1 });
    const configured = await palisade(withCache("outside-allowlist", "-f", "json"));
    expect([configured.status, configured.err]).toEqual([0, expect.stringMatching(/^from the cache: .+ UTC\n$/)]);
    const none = await palisade(withCache("outside-allowlist", "-p", networks, "-p", "buckets=another-bucket"));
    const nothing = "Nothing is known: the logs hold no S3 request to another-bucket.\n";
    expect([none.status, none.out, none.err]).toEqual([1, "", expect.stringContaining(`UTC\n${nothing}`)]);
  });

  it("hunts for what a detection listens to", async () => {
    const { out } = await palisade(withCache("detection.s3.policy-made-public", "--format", "csv"));
    expect(out.split("\r\n")).toHaveLength(3);
    expect(out).toContain("PutBucketPolicy");
  });

  it("says that there is more than was asked for", async () => {
    const { out, err } = await palisade(withCache("actor-timeline", "-p", "actor=alice", "-l", "2", "-f", "json"));
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(err).toContain("there are more than 2 rows");
  });

  it("writes files whole", async () => {
    for (const format of ["html", "parquet", "csv"]) {
      const file = join(folder, `answer.${format}`);
      const { status, out, err } = await palisade(withCache("denied-requests", "-f", format, "-o", file));
      expect([status, out, err]).toEqual([0, "", expect.stringContaining(file)]);
      expect(existsSync(file)).toBe(true);
    }
    expect(readFileSync(join(folder, "answer.html"), "utf8")).toContain("<svg");
    const nowhere = await palisade(withCache("denied-requests", "-o", join(folder, "no/answer.txt")));
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining("cannot write")]);
  });

  it("says that an answer is not whole, and ends with status 1", async () => {
    const broken = join(folder, "broken");
    mkdirSync(broken);
    const whole = gzipSync(JSON.stringify({ Records: [request(5)] }));
    writeFileSync(join(broken, "truncated.json.gz"), whole.subarray(0, whole.length - 20));
    const { status, err } = await palisade(["denied-requests", broken, "--cache", join(folder, "broken-cache")]);
    expect(status).toBe(1);
    expect(err).toContain("truncated.json.gz");
    expect(err).toContain("the answer is not whole");
  });

  it("says that the logs hold nothing of the kind that a hunt asks", async () => {
    const { status, err } = await palisade(withCache("access-log-anonymous"));
    expect([status, err]).toEqual([1, expect.stringContaining("these logs hold no lines of S3 server access logs")]);
  });

  it("shows the SQL of an engine instead of running it", async () => {
    const args = ["address-timeline", "-p", "address=192.0.2.1", "--show-sql"];
    const { out } = await palisade(args);
    expect(out).toContain("address_hex(sourceipaddress)");
    expect(out).toContain('-- ? number 1: "192.0.2.1"');
    const athena = await palisade([...args, "--engine", "athena"]);
    expect(athena.out).toContain("TRY_CAST(sourceipaddress AS IPADDRESS)");
    expect(athena.out).toMatch(/day BETWEEN '20\d\d\/\d\d\/\d\d' AND '9999\/12\/31'/);
  });

  it.each<readonly [readonly string[], string]>([
    [["denied-request"], "did you mean denied-requests?"],
    [["s3.policy-made-public"], "did you mean detection.s3.policy-made-public?"],
    [["xyz"], "palisade hunt list shows them all"],
    [["key-used"], "key-used: needs key"],
    [["key-used", "-p", "keys=x"], "did you mean key?"],
    [["key-used", "-p", "key"], "expected name=value"],
    [["bytes-out", "--since", "March"], "expected a day such as 2026-03-01"],
    [["bytes-out", "--format", "xml"], "expected table, json, csv, parquet or html"],
    [["bytes-out", "--format", "parquet"], "needs a file"],
    [["bytes-out", "--engine", "spark"], "expected duckdb or athena"],
    [["bytes-out", "logs", "--engine", "athena"], "takes no files or folders"],
    [["bytes-out", "--query-id", "x"], "goes with --engine athena"],
    [["bytes-out", "--engine", "athena"], "no hunting in the configuration"],
    [["bytes-out", "--cache", "/nowhere"], "no cache in /nowhere"],
    [["sql", "--cache", "/nowhere", "-q", "SELECT 1"], "no cache in /nowhere"],
    [["list", "--format", "csv"], "expected table or json"],
  ])("refuses %j", async (args, message) => {
    const { status, err } = await palisade(args);
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("palisade hunt list", () => {
  it("shows the library, and with --all what detections make", async () => {
    const { out } = await palisade(["list"]);
    expect(out).toContain("outside-allowlist");
    expect(out).not.toContain("detection.s3.policy-made-public  ");
    const all = JSON.parse((await palisade(["list", "--all", "--format", "json"])).out) as { readonly id: string }[];
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(["key-used", "detection.s3.policy-made-public"]));
  });
});

describe("palisade hunt sql", () => {
  const QUERY = "SELECT eventname, count(*) AS calls FROM cloudtrail GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1";

  it("answers a query of one's own", async () => {
    for (const [args, stdin] of [[["-q", `${QUERY};`], ""] as const, [[], `${QUERY};\n`] as const]) {
      const { status, out } = await palisade(withCache("sql", "-f", "json", ...args), stdin);
      expect([status, out]).toEqual([0, '{"eventname":"GetObject","calls":3}\n']);
    }
  });

  it.each([
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM '/etc/hostname'",
    "COPY cloudtrail TO '/tmp/out.csv'",
    "ATTACH '/tmp/other.db'",
    "CREATE TABLE t AS SELECT 1",
    "SET enable_external_access = true",
    "INSTALL httpfs",
    "SELECT 1; SELECT 2",
    "nonsense",
  ])("refuses %j", async (query) => {
    const { status, out, err } = await palisade(withCache("sql", "-q", query));
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(/^palisade: /m);
  });

  it("says that a table is empty, in which nothing is found whatever is asked", async () => {
    const { status, err } = await palisade(withCache("sql", "--query", "SELECT * FROM access_logs"));
    expect(status).toBe(0);
    expect(err).toContain("; the table access_logs holds no access-log line\n");
  });

  it("wants a query", async () => {
    for (const query of [[], ["--query", ""], ["--query", " ;\n"]]) {
      const { status, err } = await palisade(withCache("sql", ...query));
      expect([status, err]).toEqual([2, expect.stringContaining("no query")]);
    }
  });
});
