import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Log } from "sarif";
import { sarifFaults } from "../../testing/fixtures/sarif-schema-fixture";
import { runPalisade } from "../program";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-review-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function planFile(name: string, ...changes: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ format_version: "1.2", resource_changes: changes }));
  return path;
}

const bucketDeleted = (bucket: string) => ({
  address: "aws_s3_bucket.one",
  type: "aws_s3_bucket",
  change: { actions: ["delete"], before: { bucket }, after: null, after_unknown: {} },
});

async function review(...args: readonly string[]) {
  const texts = { out: "", err: "" };
  const to = (stream: "out" | "err") =>
    new Writable({
      write: (chunk, _, done) => {
        texts[stream] += chunk;
        done();
      },
    });
  const status = await runPalisade(["review", ...args], {
    stdin: Readable.from([]),
    stdout: to("out"),
    stderr: to("err"),
    env: {},
  });
  return { status, ...texts };
}

const sarif = async (...files: readonly string[]) =>
  JSON.parse((await review("--format", "sarif", ...files)).out) as Log;

describe("review --format sarif", () => {
  it("has a result for each finding, in the plan's file and without markup", async () => {
    const log = await sarif(planFile("deleted.json", bucketDeleted("data` [x](y)")));
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0]?.results).toMatchObject([
      {
        ruleId: "review.protection-weaker",
        level: "error",
        message: { text: "data' [x] (y) (aws_s3_bucket.one): The bucket is deleted" },
        locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringContaining("deleted.json") } } }],
      },
    ]);
  });

  it("is not successful where a plan could not be read", async () => {
    const [run] = (await sarif(join(folder, "missing.json"))).runs;
    expect(run?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ descriptor: { id: "not-reviewed" }, level: "error" }],
    });
  });
});

describe("review --fail-on weaker", () => {
  it("ends with 3 where protection gets weaker, and where a plan was not reviewed", async () => {
    const weaker = planFile("weaker.json", bucketDeleted("data"));
    const calm = planFile("calm.json");
    expect((await review(weaker)).status).toBe(0);
    expect(await review("--fail-on", "weaker", weaker)).toMatchObject({
      status: 3,
      err: "gate fails: protection gets weaker, or cannot be told\n",
    });
    expect((await review("--fail-on", "weaker", calm)).status).toBe(0);
    expect((await review("--fail-on", "weaker", calm, join(folder, "missing.json"))).status).toBe(3);
    expect((await review("--fail-on", "cutoff", calm)).status).toBe(2);
  });
});
