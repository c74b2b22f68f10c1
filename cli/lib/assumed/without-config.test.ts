import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { runPalisade } from "../../program";

// The database and a busy machine take their time.
jest.setTimeout(60_000);

const before = process.cwd();
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-empty-"));
});
beforeEach(() => process.chdir(folder));
afterEach(() => process.chdir(before));
afterAll(() => rmSync(folder, { recursive: true }));

async function palisade(args: readonly string[], input = "", env: Readonly<Record<string, string>> = {}) {
  const texts = { out: "", err: "" };
  const to = (stream: "out" | "err") =>
    new Writable({
      write: (chunk, _, done) => {
        texts[stream] += chunk;
        done();
      },
    });
  const stdin = Readable.from([Buffer.from(input)]);
  const status = await runPalisade(args, { stdin, stdout: to("out"), stderr: to("err"), env });
  return { status, ...texts };
}

describe("in a folder without palisade.yaml", () => {
  it("simulate makes records of a sample account, and says so", async () => {
    const { status, out, err } = await palisade(["simulate", "ransomware-sse-c", "--background", "0"]);
    expect(status).toBe(0);
    expect(out).toContain('"recipientAccountId":"111122223333"');
    expect(err).toBe(
      "No palisade.yaml here, so the records are of sample account 111122223333 and its bucket sensitive-data in eu-central-1.\n",
    );
  });

  it("replay judges by what the logs say, from a pipe and from files, and says what it does not judge", async () => {
    const { out: records } = await palisade(["simulate", "ransomware-sse-c"]);
    const piped = await palisade(["replay", "-"], records);
    expect(piped).toMatchObject({
      status: 0,
      out: expect.stringMatching(/4 alerted.*\nNot judged: whether callers are on an allowlist/s),
      err: expect.stringMatching(
        /assumed from the logs: account 111122223333 .*sensitive-data.*Not judged: whether callers/,
      ),
    });
    writeFileSync("log.jsonl", records);
    const { out } = await palisade(["replay", "--format", "json", "log.jsonl"]);
    expect(JSON.parse(out.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      summary: { alerts: 4 },
      assumed: { account: "111122223333", buckets: ["sensitive-data"] },
    });
    const page = await palisade(["replay", "--format", "html", "log.jsonl"]);
    expect(page.out).toContain("This report does not cover everything");
    expect(page.out).toContain("No palisade.yaml here");
    const junit = await palisade(["replay", "--format", "junit", "log.jsonl"]);
    expect(junit.out).toMatch(/name="a configuration says what is allowed">\s*<error/);
  });

  it("replay assumes nothing of logs without a record", async () => {
    expect(await palisade(["replay", "-"], "")).toMatchObject({
      status: 1,
      out: expect.stringContaining("Nothing is known"),
      err: expect.not.stringContaining("assumed"),
    });
  });

  it("a gate has nothing to judge by", async () => {
    expect(await palisade(["replay", "--fail-on", "high", "-"], "{}")).toMatchObject({
      status: 2,
      err: expect.stringContaining("--fail-on: got no palisade.yaml"),
    });
  });

  it("preview says whom a perimeter that allows no network would cut off, and proposes an allowlist", async () => {
    const recordings = join(__dirname, "../../../examples/preview/recordings");
    expect(await palisade(["preview", recordings])).toMatchObject({
      status: 0,
      out: expect.stringMatching(
        /^No perimeter is configured; one that allows no network would cut off 8 callers\..*Proposed for palisade\.yaml/s,
      ),
      err: expect.stringContaining(
        "1 bucket (customer-exports; no record says whose). Not judged: an allowlist of yours",
      ),
    });
    const { out } = await palisade(["preview", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ assumed: { buckets: ["customer-exports"] }, losesAccess: 0 });
  });

  it("preview knows nothing of logs that name no bucket of the account", async () => {
    writeFileSync("iam.json", JSON.stringify({ Records: [cloudTrail({ eventSource: "iam.amazonaws.com" })] }));
    expect(await palisade(["preview", "--cache", "other", "iam.json"])).toMatchObject({
      status: 1,
      out: expect.stringContaining("Nothing is known"),
      err: expect.not.stringContaining("assumed"),
    });
  });

  it.each([
    ["--fail-on", ["--fail-on", "cutoff"]],
    ["--plan", ["--plan", "plan.json"]],
    ["--engine athena", ["--engine", "athena"]],
  ])("preview refuses %s, which needs a configuration", async (flag, args) => {
    expect(await palisade(["preview", ...args])).toMatchObject({
      status: 2,
      err: expect.stringContaining(`${flag}: got no palisade.yaml`),
    });
  });

  it("detections lists what is on by default, and tests a record by what it says", async () => {
    expect(await palisade(["detections"])).toMatchObject({
      status: 0,
      err: "No palisade.yaml here, so the detections are as they are by default.\n",
    });
    const { out: records } = await palisade(["simulate", "ransomware-sse-c", "--background", "0"]);
    const record = records.split("\n").find((line) => line.includes("PutBucketVersioning")) ?? records.split("\n")[0];
    expect(await palisade(["detections", "test", "-"], record)).toMatchObject({
      status: 0,
      err: expect.stringContaining("assumed from the logs: account 111122223333"),
    });
  });

  it.each([
    ["--config", ["--config", "palisade.yaml"], {}],
    ["PALISADE_CONFIG", [], { PALISADE_CONFIG: "missing.yaml" }],
  ] as const)("a configuration that %s names must be there", async (_, args, env) => {
    for (const command of [
      ["replay", "-"],
      ["simulate", "all"],
      ["detections", "list"],
      ["detections", "test", "-"],
    ]) {
      expect((await palisade([...command, ...args], "{}", env)).status).toBe(2);
    }
  });

  it("a link that leads nowhere is not taken for no configuration", async () => {
    symlinkSync("gone.yaml", "palisade.yaml");
    expect((await palisade(["replay", "-"], "{}")).status).toBe(2);
    rmSync("palisade.yaml");
  });
});
