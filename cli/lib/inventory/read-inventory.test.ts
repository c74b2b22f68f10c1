import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { ownAccount } from "@palisade/engine/inventory/own-account";
import { accessLogLine } from "../../../testing/fixtures/access-log-fixture";
import { cloudTrail, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { readInventory } from "./read-inventory";

const EXAMPLES = join(__dirname, "../../../examples");

describe("reading an inventory", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-inventory-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const read = (...paths: string[]) => readInventory(paths, { stdin: Readable.from([]) });

  it("knows both kinds of logs, in whatever carries them, and says how much was read", async () => {
    const path = write("records.json.gz", gzipSync(JSON.stringify({ Records: [cloudTrail(), cloudTrail()] })));
    const lines = write("access.log", `${accessLogLine()}\n${accessLogLine({ bucket: "reports" })}\n`);
    let stored = 0;
    const { inventory } = await readInventory([path, lines], {
      stdin: Readable.from([]),
      onStart: () => (bytes) => {
        stored += bytes;
      },
    });
    expect(inventory.records).toEqual({ cloudtrail: 2, "access-log": 2, finding: 0 });
    expect(inventory.buckets.map(({ name, requests }) => [name, requests])).toEqual([
      ["sensitive-data", 3],
      ["reports", 1],
    ]);
    expect(stored).toBeGreaterThan(0);
  });

  it("keeps what is before a damaged stretch, and names paths with nothing behind them", async () => {
    const path = write("damaged.json", `${JSON.stringify(cloudTrail())}\n{"eventName": "Get`);
    const { inventory, unreadable } = await read(path, join(folder, "missing.json"));
    expect(inventory.records.cloudtrail).toBe(1);
    expect(unreadable).toEqual([expect.objectContaining({ path: join(folder, "missing.json") })]);
  });

  it("is empty for logs without records", async () => {
    const { inventory } = await read(write("empty.json", '{"Records":[]}'));
    expect(inventory).toMatchObject({ accounts: [], buckets: [], days: [] });
    expect(ownAccount(inventory)).toBeUndefined();
  });

  it("finds the account of every example's recordings", async () => {
    const accounts = await Promise.all(
      ["ip-blocker", "preview", "s3-dlp", "s3-dashboard", "iam-alerting", "access-logs"].map(async (example) => {
        const { inventory } = await read(join(EXAMPLES, example, "recordings"));
        return ownAccount(inventory)?.account;
      }),
    );
    expect(accounts).toEqual(accounts.map(() => expect.stringMatching(/^\d{12}$/)));
    expect(accounts[1]).toBe(OWNER);
  });
});
