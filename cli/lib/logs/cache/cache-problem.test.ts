import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asLines, CacheFixture, sampleRecords } from "../../../../testing/fixtures/cache-fixture";
import { buildCache } from "./build-cache";
import { PartWriter } from "./part-writer";

const fixture = new CacheFixture();
afterAll(() => fixture.remove());

beforeAll(() => fixture.write("a.json", asLines(sampleRecords(0, 3))));

// Below /proc and a file no one may make folders, root neither.
it.each([
  [
    "/proc/cache",
    /^--cache: cannot write the cache in \/proc\/cache: no folder can be made there, fix: --cache FOLDER/,
  ],
  ["/dev/null/cache", /^--cache: cannot write the cache in \/dev\/null\/cache: a part of its path is no folder, fix: /],
])("a cache that cannot be in %s is a sentence, and no endless loop", async (folder, message) => {
  const sources = [fixture.logs];
  await expect(buildCache({ sources, folder })).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(message),
  });
});

it("does not take a disk that is full for a log that cannot be read", () => {
  const folder = join(fixture.root, "no-folder");
  writeFileSync(folder, "");
  expect(() => new PartWriter(folder, "part", () => {}).write(Buffer.from("{}\n"))).toThrow(
    expect.objectContaining({ name: "CacheWriteError" }),
  );
});
