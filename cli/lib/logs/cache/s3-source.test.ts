import { readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { asDocument, asLines, CacheFixture, sampleRecords } from "../../../../testing/fixtures/cache-fixture";
import { openCache } from "./open-cache";
import type { S3Reader } from "./s3-source";

let fixture: CacheFixture;

beforeEach(() => {
  fixture = new CacheFixture();
});

afterEach(() => fixture.remove());

class Refused extends Error {
  override readonly name: string;

  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** A bucket in memory that lists two objects a page. */
class FakeBucket {
  readonly objects = new Map<string, Buffer>();
  /** What becomes of the next requests for an object, in order; undefined answers it. */
  readonly fate: (Error | undefined)[] = [];
  readonly fetched: string[] = [];
  readonly client: S3Reader = { send: ((command: unknown) => this.#send(command)) as S3Reader["send"] };

  async #send(command: unknown): Promise<unknown> {
    if (command instanceof ListObjectsV2Command) {
      const { Prefix = "", ContinuationToken = "0" } = command.input;
      const all = [...this.objects].filter(([key]) => key.startsWith(Prefix));
      const from = Number(ContinuationToken);
      const page = all.slice(from, from + 2);
      return {
        Contents: page.map(([Key, body]) => ({
          Key,
          Size: body.length,
          LastModified: new Date(0),
          ETag: `"${body.length}"`,
        })),
        IsTruncated: from + 2 < all.length,
        NextContinuationToken: String(from + 2),
      };
    }
    if (!(command instanceof GetObjectCommand)) throw new Error("asked for something else");
    const fate = this.fate.shift();
    if (fate) throw fate;
    const key = command.input.Key ?? "";
    this.fetched.push(key);
    return { Body: Readable.from([this.objects.get(key)]) };
  }
}

function bucketOf(count: number): FakeBucket {
  const bucket = new FakeBucket();
  for (let n = 0; n < count; n++) {
    bucket.objects.set(`AWSLogs/../${n}.json.gz`, gzipSync(asDocument(sampleRecords(n, n + 1))));
  }
  bucket.objects.set("AWSLogs/folder/", Buffer.alloc(0));
  return bucket;
}

const build = (bucket: FakeBucket, sources = ["s3://logs/AWSLogs/"]) => fixture.build({ sources, s3: bucket.client });

test("objects under a prefix are fetched once, and named by their address", async () => {
  const bucket = bucketOf(5);
  bucket.objects.set("AWSLogs/broken.json", Buffer.from(`${asLines(sampleRecords(7, 8))}{`));
  const built = await build(bucket);
  expect(built).toMatchObject({ converted: 6, tables: { cloudtrail: { rows: 6 } } });
  expect(built.unreadable).toEqual([{ name: "s3://logs/AWSLogs/broken.json", reason: "cut off", count: 1 }]);
  expect(bucket.fetched).toHaveLength(6);
  expect(await build(bucket)).toMatchObject({ converted: 0, reused: 6 });
  expect(bucket.fetched).toHaveLength(6);
  bucket.objects.set("AWSLogs/broken.json", Buffer.from(asLines(sampleRecords(7, 9))));
  expect(await build(bucket)).toMatchObject({ tables: { cloudtrail: { rows: 7 } }, unreadable: [] });
  expect(bucket.fetched).toHaveLength(7);
});

test("credentials that expire half way end the run with a clear error, and the next one goes on", async () => {
  const bucket = bucketOf(40);
  bucket.fate.push(...Array<undefined>(20).fill(undefined), ...Array<Error>(40).fill(new Refused("ExpiredToken")));
  await expect(build(bucket)).rejects.toThrow(
    /^s3:GetObject of s3:\/\/logs\/AWSLogs\/..\/\d+.json.gz: the AWS credentials are missing, wrong or expired \(ExpiredToken\) after \d+ of 40 objects, which are kept, fix: renew them and run the same command again/,
  );
  await expect(openCache(fixture.cache)).rejects.toThrow("no cache in");
  bucket.fate.length = 0;
  await build(bucket);
  expect(bucket.fetched).toHaveLength(40);
  expect(readdirSync(fixture.cache)).toContain("downloads");
});

test("an object that is gone or archived is notified of, and the others count", async () => {
  const bucket = bucketOf(3);
  bucket.fate.push(new Refused("NoSuchKey"), new Refused("InvalidObjectState"));
  const { unreadable, tables } = await build(bucket);
  expect(tables.cloudtrail.rows).toBe(1);
  expect(unreadable.map(({ reason }) => reason).sort()).toEqual([
    "archived, and has to be restored before it can be read",
    "gone since it was listed",
  ]);
});

test("a connection that breaks is tried again, but not for ever", async () => {
  const bucket = bucketOf(1);
  bucket.fate.push(new Refused("TimeoutError"));
  expect(await build(bucket)).toMatchObject({ tables: { cloudtrail: { rows: 1 } } });
  bucket.objects.set("AWSLogs/new.json", Buffer.from(asLines(sampleRecords(3, 5))));
  bucket.fate.push(...Array<Error>(3).fill(new Refused("SlowDown")));
  await expect(build(bucket)).rejects.toThrow("S3 does not answer (SlowDown)");
});

test("what is no address, and a prefix without objects, are said to be so", async () => {
  await expect(build(bucketOf(0), ["s3://B_/x"])).rejects.toThrow(
    "s3://B_/x: not an address in S3, expected s3://bucket/prefix",
  );
  await expect(build(bucketOf(0))).rejects.toThrow("s3://logs/AWSLogs/: no objects");
});
