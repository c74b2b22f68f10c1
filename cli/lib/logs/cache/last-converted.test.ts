import { rmSync } from "node:fs";
import { asLines, CacheFixture, sampleRecord, sampleRecords } from "../../../../testing/fixtures/cache-fixture";
import { runPalisade } from "../../../program";

let fixture: CacheFixture;
let first: string;

beforeEach(async () => {
  fixture = new CacheFixture();
  first = fixture.write("a.json", asLines(sampleRecords(0, 3)));
  await fixture.build();
});

afterEach(() => fixture.remove());

const CONFIG = "examples/ip-blocker/palisade.yaml";

/** What a command that names no logs ends with, and says on standard error. */
async function ask(...args: readonly string[]): Promise<{ status: number; err: string }> {
  let err = "";
  const stderr = {
    write: (text: string) => {
      err += text;
      return true;
    },
  };
  const terminal = { stdin: process.stdin, stdout: { write: () => true }, stderr, env: {} };
  const status = await runPalisade([...args, "--cache", fixture.cache], terminal as never);
  return { status, err };
}

const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ["hunt", "top-talkers"],
  ["hunt", "sql", "--query", "SELECT 1"],
  ["preview", "--config", CONFIG],
];

it.each(COMMANDS)("%s %s says which logs the cache holds", async (...args) => {
  const { err } = await ask(...args);
  expect(err).toMatch(
    new RegExp(`from the cache: ${fixture.logs}, as converted at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`),
  );
  expect(err).not.toContain("came or changed");
});

it.each(COMMANDS)("%s %s does not pass for whole where the logs hold more by now", async (...args) => {
  fixture.write("b.json", asLines([sampleRecord(7)]));
  const { status, err } = await ask(...args);
  expect(status).toBe(1);
  expect(err).toContain(`${fixture.logs}: 1 file of it came or changed after it was converted, fix: name it again`);
  expect(err).toContain("not everything could be read, so the answer is not whole");
});

it("notices a file that grew, and is content with one that is gone", async () => {
  expect((await ask("hunt", "top-talkers")).status).toBe(0);
  fixture.write("a.json", asLines(sampleRecords(0, 4)));
  expect((await ask("hunt", "top-talkers")).status).toBe(1);
  rmSync(first);
  expect((await ask("hunt", "top-talkers")).status).toBe(0);
});

it("passes no gate where the logs hold more by now", async () => {
  const gate = ["hunt", "key-used", "--param", "key=AKIAIOSFODNN7EXAMPLE", "--fail-on", "rows"] as const;
  expect((await ask(...gate)).status).toBe(0);
  fixture.write("b.json", asLines([sampleRecord(7)]));
  expect((await ask(...gate)).status).toBe(1);
});
