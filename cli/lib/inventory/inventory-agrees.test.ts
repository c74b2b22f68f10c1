import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Counted, Inventory } from "@palisade/engine/inventory/inventory";
import { sharedDataDir } from "../../../testing/shared-data";
import { buildCache } from "../logs/cache/build-cache";
import { openCache } from "../logs/cache/open-cache";
import { cachedInventory } from "./cached-inventory";
import { readInventory } from "./read-inventory";

const ROOT = join(__dirname, "../../..");
const EXAMPLES = ["access-logs", "iam-alerting", "ip-blocker", "preview", "s3-dashboard", "s3-dlp"].map((example) =>
  join(ROOT, "examples", example, "recordings"),
);
/** Real logs, where they are present. */
const SHARED = [
  "cloudtrail/invictus.jsonl",
  "cloudtrail/stratus.jsonl",
  "s3access/awsdocs.log",
  "s3access/otel_contrib.log",
  "cases/access-points",
]
  .map((name) => join(sharedDataDir ?? "", name))
  .filter((path) => existsSync(path));

describe("the inventory of a cache", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-inventory-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const cached = async (path: string): Promise<Inventory> => {
    const built = await buildCache({ sources: [path], folder: join(folder, "cache") });
    const cache = await openCache(built.folder);
    try {
      return await cachedInventory(async (sql) => (await cache.query(sql, [])).rows);
    } finally {
      await cache.close();
    }
  };

  it.each([...EXAMPLES, ...SHARED].map((path) => [path]))("says the same as reading the logs: %s", async (path) => {
    const { inventory } = await readInventory([path], { stdin: Readable.from([]) });
    expect(outline(await cached(path))).toEqual(outline(inventory));
  });
});

/** Without counts: a cache holds each record once, whatever copies the logs have of it. */
function outline({ accounts, requesters, regions, buckets, days }: Inventory) {
  const names = (counted: readonly Counted[]) => counted.map(({ name }) => name).toSorted();
  return {
    accounts: names(accounts),
    requesters: names(requesters),
    regions: names(regions),
    days,
    buckets: buckets
      .map(({ requests, forObjects, answered, ...bucket }) => ({
        ...bucket,
        accounts: names(bucket.accounts),
        regions: names(bucket.regions),
        hasObjects: forObjects > 0,
        isAnswered: answered > 0,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
