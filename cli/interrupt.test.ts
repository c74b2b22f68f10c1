import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloudTrail } from "../testing/fixtures/cloudtrail-fixture";
import { runPalisade } from "./program";

const COMMAND = join(__dirname, "bin/palisade.mjs");
const CONFIG = join(__dirname, "../examples/ip-blocker/palisade.yaml");
const ENDLESS = "SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11";

const folder = mkdtempSync(join(tmpdir(), "palisade-interrupt-"));
const cache = join(folder, "cache");
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  const logs = join(folder, "one.json");
  writeFileSync(logs, JSON.stringify(cloudTrail({ eventID: "00000000-0000-4000-8000-000000000001" })));
  const quiet = { write: () => true };
  const terminal = { stdin: process.stdin, stdout: quiet, stderr: quiet, env: {} } as never;
  expect(await runPalisade(["hunt", "sql", "--cache", cache, logs, "-q", "SELECT 1"], terminal)).toBe(0);
}, 30_000);

/** A command that is given Ctrl-C once it is at work. */
async function interrupted(
  args: readonly string[],
): Promise<{ status: number | null; signal: string | null; err: string }> {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["pipe", "ignore", "pipe"], cwd: folder });
  running.push(child);
  let err = "";
  child.stderr?.on("data", (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<{ status: number | null; signal: string | null; err: string }>((resolve) =>
    child.once("close", (status, signal) => resolve({ status, signal, err })),
  );
  // The command is loaded when it reads, computes or waits: no output says so.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  child.kill("SIGINT");
  return ended;
}

it.each([
  ["reads standard input", ["replay", "-c", CONFIG, "-"]],
  ["waits for SQL", ["hunt", "sql", "--cache", cache]],
  ["runs a query", ["hunt", "sql", "--cache", cache, "-q", ENDLESS]],
  ["writes a file", ["hunt", "sql", "--cache", cache, "-f", "parquet", "-o", join(folder, "x.parquet"), "-q", ENDLESS]],
  ["listens", ["receive", "--port", "0", "--topic", "arn:aws:sns:eu-central-1:111122223333:alerts"]],
])(
  "Ctrl-C ends a command that %s with 130, in one sentence",
  async (_, args) => {
    const { status, signal, err } = await interrupted(args);
    expect([status, signal]).toEqual([130, null]);
    const lines = err.trim().split("\n");
    expect(lines.filter((line) => !line.startsWith("from the cache: ")).length).toBe(1);
    expect(err).not.toContain("    at ");
    expect(readdirSync(folder).sort()).toEqual(["cache", "one.json"]);
  },
  60_000,
);
