import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CacheFixture, sampleLine, sampleRecord } from "../../../../testing/fixtures/cache-fixture";
import { CARRYING, NOT_CARRYING } from "../../../../testing/fixtures/carrier-fixture";
import { describeWithSharedData } from "../../../../testing/shared-data";
import { detectorSettings } from "../../../../testing/test-detection";
import { createRecordScan } from "../../../replay/record-scan";
import { scanInput } from "../../../replay/scan-input";

let fixture: CacheFixture;

beforeEach(() => {
  fixture = new CacheFixture();
});

afterEach(() => fixture.remove());

interface Counts {
  readonly read: number;
  readonly skipped: readonly string[];
  readonly unreadable: readonly string[];
}

async function byReplay(path: string): Promise<Counts> {
  const input = { path, bytes: 0 };
  const { read, skipped, unreadable } = await scanInput(input, createRecordScan(detectorSettings()), {
    stdin: process.stdin,
  });
  return { read, skipped: Object.keys(skipped), unreadable: Object.keys(unreadable) };
}

/** Of every file by its path, of one build. */
async function byHunt(): Promise<(path: string) => Omit<Counts, "read">> {
  const { skipped, unreadable } = await fixture.build();
  const of = (problems: typeof skipped, path: string) =>
    problems.filter(({ name }) => name === path).map(({ reason }) => reason);
  return (path) => ({ skipped: of(skipped, path), unreadable: of(unreadable, path) });
}

const numbered = (number: number) => sampleRecord(number);

describe("the cache and replay", () => {
  test("read every carrier alike, and have the same events", async () => {
    const paths = Object.values(CARRYING).map((wrapping, index) =>
      fixture.write(`${index}.json`, `${JSON.stringify(wrapping(numbered(index)))}\n`),
    );
    for (const path of paths) {
      await expect(byReplay(path)).resolves.toEqual({ read: 1, skipped: [], unreadable: [] });
    }
    const hunt = await byHunt();
    for (const path of paths) expect(hunt(path)).toEqual({ skipped: [], unreadable: [] });
    await expect(
      fixture.ask("SELECT CAST(right(eventid, 4) AS INTEGER) AS n, useridentity.arn FROM cloudtrail ORDER BY n"),
    ).resolves.toEqual(paths.map((_, index) => [index, "arn:aws:iam::111122223333:user/jane"]));
  });

  test("read text of any encoding and compression alike", async () => {
    const text = (number: number) => `${JSON.stringify({ Records: [numbered(number)] })}\r\n`;
    const utf16 = (number: number) => Buffer.from(`\ufeff${text(number)}`, "utf16le");
    const files: Readonly<Record<string, Buffer>> = {
      "marked.json": utf16(0),
      "unmarked.json": utf16(1).subarray(2),
      "big.json": utf16(2).swap16(),
      "zipped.json.gz": gzipSync(utf16(3)),
      "padded.json.gz": Buffer.concat([gzipSync(text(4)), Buffer.alloc(512)]),
      "members.json.gz": Buffer.concat([gzipSync(text(5).slice(0, 50)), gzipSync(text(5).slice(50))]),
      "twice.json.gz": gzipSync(gzipSync(text(6))),
      "table.csv": Buffer.from(`_time,_raw\nnow,"${JSON.stringify(numbered(7)).replaceAll('"', '""')}"\n`),
      "export.gz": gzipSync(`2026-03-01T10:05:00.000Z ${JSON.stringify(numbered(8))}\n`),
    };
    const paths = Object.entries(files).map(([name, bytes]) => fixture.write(name, bytes));
    for (const path of paths) {
      await expect(byReplay(path)).resolves.toEqual({ read: 1, skipped: [], unreadable: [] });
    }
    await expect(
      fixture.ask("SELECT CAST(right(eventid, 4) AS INTEGER) AS n FROM cloudtrail ORDER BY n"),
    ).resolves.toEqual(paths.map((_, index) => [index]));
    const hunt = await byHunt();
    for (const path of paths) expect(hunt(path)).toEqual({ skipped: [], unreadable: [] });
  });

  test("name what they do not read alike", async () => {
    const files: readonly (readonly [string, string | Buffer])[] = [
      ...NOT_CARRYING.map(([, value], index) => [`unread-${index}.json`, JSON.stringify(value)] as const),
      ["followed.json.gz", Buffer.concat([gzipSync(JSON.stringify(numbered(1))), Buffer.from("appended")])],
      ["archive.json", Buffer.from("PK\u0003\u0004\u0014\0")],
      ["noise.json", Buffer.from([1, 0, 2, 9, 200, 0, 0, 1])],
      ["letter.json", "Dear reader,\n\nall is well.\n"],
      ["unknown.json", '{"hello":"world"}'],
      ["none.json", '{"Records":null}'],
      ["digest.json", '{"digestStartTime":"2026-03-01T00:00:00Z","logFiles":[]}'],
      ["half.json", '{"Records":[{"eventName":"Get'],
      ["no-time.json", JSON.stringify(sampleRecord(2, { eventTime: "..." }))],
    ];
    const paths = files.map(([name, content]) => fixture.write(name, content));
    const hunt = await byHunt();
    for (const path of paths) {
      const { read: _, ...problems } = await byReplay(path);
      expect({ path, ...hunt(path) }).toEqual({ path, ...problems });
      expect(problems.skipped.length + problems.unreadable.length).toBe(1);
    }
  });

  test("read lines of access logs among records alike", async () => {
    const path = fixture.write("mixed.json", `${JSON.stringify(numbered(1))}\n${sampleLine(1)}\n`);
    await expect(byReplay(path)).resolves.toEqual({ read: 2, skipped: [], unreadable: [] });
    const { tables, unreadable } = await fixture.build();
    expect({ tables, unreadable }).toMatchObject({
      tables: { cloudtrail: { rows: 1 }, access_logs: { rows: 1 } },
      unreadable: [],
    });
  });
});

describeWithSharedData("carriers of the shared data", (folder) => {
  test("are read by replay and by the cache", async () => {
    const files = ["carriers", "gzip"].flatMap((kind) => {
      const path = join(folder, "cases", kind);
      return readdirSync(path).map((name) => fixture.write(name, readFileSync(join(path, name))));
    });
    for (const path of files) expect(await byReplay(path)).toMatchObject({ read: 1, skipped: [] });
    const { skipped, unreadable, tables } = await fixture.build();
    expect(tables.cloudtrail.rows + tables.cloudtrail.copies).toBe(files.length);
    expect(skipped).toEqual([]);
    expect(unreadable).toMatchObject([{ reason: "other data behind the end of the gzip data, which was not read" }]);
  });
});
