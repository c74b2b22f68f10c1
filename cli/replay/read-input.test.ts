import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { readInput } from "./read-input";

const folder = mkdtempSync(join(tmpdir(), "palisade-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function unreadable(name: string, content: string | Buffer): Promise<readonly string[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const reasons: string[] = [];
  const sink = { value: () => {}, line: () => false, unreadable: (reason: string) => reasons.push(reason) };
  await readInput({ path, bytes: content.length }, sink, { stdin: Readable.from([]) });
  return reasons;
}

describe("a file of no bytes", () => {
  it.each(["a.json", "a.json.gz", "A.GZ"])("is unreadable where its name promises more: %s", async (name) => {
    expect(await unreadable(name, "")).toEqual(["empty, as a failed download leaves it"]);
  });

  it.each(["a.jsonl", "a.log", "access-log"])("may hold no record: %s", async (name) => {
    expect(await unreadable(name, "")).toEqual([]);
  });
});

it("finds nothing wrong with gzip of nothing, or with a list of nothing", async () => {
  expect(await unreadable("b.json.gz", gzipSync(""))).toEqual([]);
  expect(await unreadable("b.json", '{"Records":[]}')).toEqual([]);
});
