import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { loadConfig } from "../../config/load-config";
import { accessLogLine } from "../../testing/fixtures/access-log-fixture";
import { cloudTrail, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { days, inBucket } from "../../testing/fixtures/first-logs-fixture";
import { describeWithSharedData } from "../../testing/shared-data";
import { runPalisade } from "../program";

const EXAMPLES = join(__dirname, "../../examples");

function sink(isTTY = false) {
  const texts: string[] = [];
  const into = new Writable({
    write: (chunk, _encoding, done) => {
      texts.push(String(chunk));
      done();
      if (String(chunk).endsWith(": ")) into.emit("prompt");
    },
  });
  return { stream: Object.assign(into, { isTTY }), text: () => texts.join("") };
}

/** `typed` is what a person answers, one question after the other; without it there is no terminal. */
async function init(args: readonly string[], typed?: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const stdout = sink();
  const stderr = sink();
  const answers = [...(typed ?? [])];
  stderr.stream.on("prompt", () => {
    const answer = answers.shift();
    if (answer === undefined) stdin.end();
    else stdin.write(`${answer}\n`);
  });
  const status = await runPalisade(["init", ...args], {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

describe("palisade init", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-init-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;

  const logs = (content: readonly Fields[] | string) => {
    const path = join(folder, `logs-${count++}.json`);
    const records =
      typeof content === "string" ? [] : content.map((one, index) => ({ ...one, eventID: `event-${index}` }));
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify({ Records: records }));
    return path;
  };
  const target = () => join(folder, `out-${count++}.yaml`);
  const cache = ["--cache", join(folder, "cache"), "--offline"];
  const write = async (content: readonly Fields[] | string, ...args: readonly string[]) => {
    const output = target();
    const run = await init([...cache, "--yes", "--output", output, ...args, logs(content)]);
    return { ...run, output, text: existsSync(output) ? readFileSync(output, "utf8") : undefined };
  };

  it("writes a valid configuration that observes, of the buckets and networks in the logs", async () => {
    const { status, output, stdout, stderr } = await write(
      days(12, { sourceIPAddress: "203.0.113.7" }),
      "--email",
      "security@example.com",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^converted 1 file/) });
    expect(loadConfig(output)).toMatchObject({
      account: OWNER,
      region: "eu-central-1",
      perimeters: [
        { perimeter: { mode: "observe", buckets: ["sensitive-data"], allow: { cidrs: ["203.0.113.7/32"] } } },
      ],
      alerts: { email: ["security@example.com"] },
    });
    expect(stdout).toContain(`npx palisade config check --config ${output}`);
    expect(stdout).toContain("networks are known of 12 days of logs only");
  });

  it("says in the file and on the terminal what is not known", async () => {
    const { text = "", stdout } = await write([cloudTrail(inBucket("sensitive-data"))]);
    for (const gap of ["no network is allowed yet", "who is notified", "AWS was not asked", "1 day of logs only"]) {
      expect(text).toContain(gap);
      expect(stdout).toContain(gap);
    }
  });

  it("needs the account named where there are access logs only", async () => {
    const lines = `${accessLogLine()}\n`;
    const without = await write(lines);
    expect(without).toMatchObject({ status: 2, text: undefined });
    expect(without.stderr).toContain("AWS account: no log names it, fix: --account ID");
    const { status, output, text } = await write(lines, "--account", OWNER);
    expect(status).toBe(0);
    expect(loadConfig(output).perimeters[0]?.buckets).toEqual([
      expect.objectContaining({ name: "sensitive-data", region: "eu-central-1" }),
    ]);
    expect(text).toContain("access logs do not name VPC endpoints");
  });

  it.each([
    ["without a record", '{"Records":[]}'],
    ["of an empty file", ""],
    ["of something else", '{"hello":"world"}'],
  ])("writes nothing from logs %s, and ends with 1", async (_, content) => {
    const { status, stderr, text } = await write(content);
    expect({ status, text }).toEqual({ status: 1, text: undefined });
    expect(stderr).toContain("Nothing is known");
  });

  it("ends with 1 where something could not be read, and says so in the file", async () => {
    const record = JSON.stringify(cloudTrail(inBucket("sensitive-data")));
    const { status, stderr, text } = await write(`${record}\n{"eventName": "Get`);
    expect(status).toBe(1);
    expect(stderr).toContain("not everything could be read");
    expect(text).toContain("- not everything in the logs could be read");
  });

  it("never replaces a file unasked", async () => {
    const path = logs(days(1, {}));
    const output = target();
    writeFileSync(output, "mine");
    const refused = await init([...cache, "--yes", "--output", output, path]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("exists already");
    expect(readFileSync(output, "utf8")).toBe("mine");
    expect((await init([...cache, "--yes", "--force", "--output", output, path])).status).toBe(0);
    expect(loadConfig(output).account).toBe(OWNER);
  });

  it("replaces a file at a terminal where a person says so", async () => {
    const output = target();
    writeFileSync(output, "mine");
    const args = [...cache, "--output", output, logs(days(1, {}))];
    const kept = await init(args, [""]);
    expect({ status: kept.status, text: readFileSync(output, "utf8") }).toEqual({ status: 2, text: "mine" });
    expect(kept.stderr).toContain("stays as it is");
    expect((await init(args, ["maybe", "yes", "", "", "", "", "", "", ""])).status).toBe(0);
    expect(loadConfig(output).account).toBe(OWNER);
  });

  it("says that a folder cannot be written to", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const outputs = [
      join(folder, "no-such-folder", "palisade.yaml"),
      ...(process.getuid?.() === 0 ? [] : [join(closed, "p.yaml")]),
    ];
    for (const output of outputs) {
      const { status, stderr } = await init([...cache, "--yes", "--output", output, logs(days(1, {}))]);
      expect(status).toBe(2);
      expect(stderr).toContain("--output: cannot write");
    }
  });

  it("asks nothing without a terminal unless --yes says so", async () => {
    const { status, stderr } = await init([...cache, "--output", target(), logs(days(1, {}))]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("no terminal to ask questions at, fix: --yes"),
    });
  });

  it("cannot do without both logs and an account", async () => {
    const { status, stderr } = await init(["--yes", "--offline", "--output", target()]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("no logs, and --offline") });
  });

  it("asks a person at a terminal, and again where an answer cannot be read", async () => {
    const output = target();
    const path = logs([...days(1, { sourceIPAddress: "203.0.113.7" }), cloudTrail(inBucket("reports"))]);
    const answers = ["", "1", "", "Acme!", "acme", "security@example.com", "1"];
    const { status, stderr } = await init([...cache, "--output", output, path], answers);
    expect(status).toBe(0);
    expect(stderr).toContain("AWS account [111122223333]: ");
    expect(stderr).toContain("1. reports, eu-central-1, 1 request");
    expect(stderr).toContain("not a project name");
    expect(loadConfig(output)).toMatchObject({
      project: "acme",
      alerts: { email: ["security@example.com"] },
      perimeters: [{ perimeter: { buckets: ["reports"] } }],
    });
  });

  it("writes nothing where the answers end early", async () => {
    const output = target();
    const { status, stderr } = await init([...cache, "--output", output, logs(days(1, {}))], [""]);
    expect({ status, written: existsSync(output) }).toEqual({ status: 130, written: false });
    expect(stderr).toContain("stopped; nothing was written");
  });

  it("allows the networks of staff and jobs in an example's recordings, and no stranger's", async () => {
    const output = target();
    const path = join(EXAMPLES, "preview/recordings");
    const args = ["--yes", "--bucket", "customer-exports", "--output", output, path];
    expect((await init([...cache, ...args])).status).toBe(0);
    expect(loadConfig(output).perimeters[0]?.perimeter.allow.cidrs).toEqual([
      "198.51.100.40/31",
      "198.51.100.42/32",
      "203.0.113.20/32",
      "192.0.2.40/31",
    ]);
  });

  describeWithSharedData("over recorded logs", (dir) => {
    it("proposes no network of an attack of one day", async () => {
      const output = target();
      const { status } = await init([...cache, "--yes", "--output", output, join(dir, "cloudtrail/invictus.jsonl")]);
      expect(status).toBe(0);
      const { perimeters, account } = loadConfig(output);
      expect({ account, cidrs: perimeters[0]?.perimeter.allow.cidrs }).toEqual({
        account: "123837392027",
        cidrs: ["3fff::/20"],
      });
    });
  });
});
