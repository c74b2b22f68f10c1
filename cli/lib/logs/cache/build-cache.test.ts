import fs, {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import {
  asDocument,
  asLines,
  CacheFixture,
  sampleLine,
  sampleRecord,
  sampleRecords,
} from "../../../../testing/fixtures/cache-fixture";
import { openDatabase } from "./duckdb";
import { openCache } from "./open-cache";

let fixture: CacheFixture;

beforeEach(() => {
  fixture = new CacheFixture();
});

afterEach(() => fixture.remove());

const NUMBERS = "SELECT CAST(right(eventid, 4) AS INTEGER) AS number FROM cloudtrail ORDER BY number";

const upTo = (count: number) => Array.from({ length: count }, (_, number) => [number]);

const manifestFolder = () => join(fixture.cache, readdirSync(fixture.cache).find((name) => name.length === 16) ?? "");

const envelope = (detail: object) => ({
  version: "0",
  id: "1",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.s3",
  account: "111122223333",
  time: "2026-03-01T00:00:00Z",
  region: "eu-central-1",
  resources: [],
  detail,
});

describe("what is read", () => {
  const records = sampleRecords(0, 5);
  const forms: Readonly<Record<string, string>> = {
    "a document of CloudTrail": asDocument(records),
    "a document on many lines": JSON.stringify({ Records: records }, null, 2),
    "a list": JSON.stringify(records),
    lines: asLines(records),
    "lines without the last newline": asLines(records).trimEnd(),
    "lines with blank ones between them": records.map((record) => `${JSON.stringify(record)}\r\n\r\n`).join(""),
    "lines with a byte order mark": `\ufeff${asLines(records)}`,
    "a document on each line": records.map((record) => `${asDocument([record])}\n`).join(""),
    "records whose first keys differ": JSON.stringify({
      Records: records.map((record, index) => (index === 3 ? { readOnly: true, ...record } : record)),
    }),
    "records that hold lists of records": JSON.stringify({
      Records: records.map((record) => ({
        ...record,
        requestParameters: { list: [{ eventVersion: 1 }, { eventVersion: 2 }] },
      })),
    }),
    "events of EventBridge": records.map((record) => `${JSON.stringify(envelope(record))}\n`).join(""),
    "a document with more behind its records": JSON.stringify({ Records: records, next: null }),
  };

  test.each(Object.entries(forms))("is %s", async (_, text) => {
    fixture.write("a.json", text);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(5));
  });

  test("is all of these in one folder, some of them compressed, and each event counts once", async () => {
    Object.values(forms).forEach((text, index) => {
      fixture.write(`${index}.json${index % 2 === 0 ? ".gz" : ""}`, text);
    });
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(5));
    const { tables, unreadable } = await fixture.build();
    expect(tables.cloudtrail).toEqual({ rows: 5, copies: 5 * (Object.keys(forms).length - 1) });
    expect(unreadable).toEqual([]);
  });

  test("is a document whatever the pieces it is read in", async () => {
    const many = sampleRecords(0, 3000);
    fixture.write("a.json.gz", asDocument(many));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(3000));
  });

  test("is an access log beside CloudTrail records, quotes and commas included", async () => {
    fixture.write("AWSLogs/one.json", asDocument(records));
    fixture.write("access/2026-03-01-00-00-00-0123456789ABCDEF", `${sampleLine(1)}\n${sampleLine(2)}\n`);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(5));
    await expect(
      fixture.ask("SELECT requestid, useragent, referrer, bytessent, day FROM access_logs ORDER BY requestid"),
    ).resolves.toEqual([
      ["REQ1", 'curl/8.0 "quoted", and a comma', null, "10", "2026/03/01"],
      ["REQ2", 'curl/8.0 "quoted", and a comma', null, "10", "2026/03/01"],
    ]);
  });

  test("keeps every field, nested ones by their lower-case names, and JSON as text", async () => {
    fixture.write(
      "a.json",
      asDocument([sampleRecord(0, { requestParameters: "plain", additionalEventData: { n: 1.5, t: "\u0000" } })]),
    );
    await expect(
      fixture.ask(
        "SELECT useridentity.arn, requestparameters, responseelements, additionaleventdata, readonly, resources[1].arn, account, region, day FROM cloudtrail",
      ),
    ).resolves.toEqual([
      [
        "arn:aws:iam::111122223333:user/jane",
        '"plain"',
        null,
        '{"n":1.5,"t":"\\u0000"}',
        "true",
        "arn:aws:s3:::reports",
        "111122223333",
        "eu-central-1",
        "2026/03/01",
      ],
    ]);
  });

  test("puts times that are written in another way into UTC", async () => {
    fixture.write("a.json", asLines([sampleRecord(0, { eventTime: "2026-03-01T01:30:00+02:00" }), sampleRecord(1)]));
    await expect(fixture.ask("SELECT eventtime, day FROM cloudtrail ORDER BY eventid")).resolves.toEqual([
      ["2026-02-28T23:30:00Z", "2026/02/28"],
      ["2026-03-01T00:00:01Z", "2026/03/01"],
    ]);
  });

  test("is a record with half a surrogate pair", async () => {
    fixture.write("a.json", asLines([sampleRecord(0, { userAgent: "a\ud800b\\ud800" })]));
    await expect(fixture.ask("SELECT useragent FROM cloudtrail")).resolves.toEqual([["a\ufffdb\\ud800"]]);
  });
});

describe("Parquet", () => {
  const written = async (select: string) => {
    const database = await openDatabase("200MB");
    fixture.write("x", "");
    await database.connection.run(`COPY (${select}) TO '${join(fixture.logs, "a.parquet")}' (FORMAT parquet)`);
    database.close();
    rmSync(join(fixture.logs, "x"));
  };
  const CALL = "'s3.amazonaws.com' AS eventSource, 'GetObject' AS eventName, 'id-1' AS eventID";
  const SEEN =
    "SELECT eventtime, useridentity.sessioncontext.sessionissuer.arn, resources[1].arn, requestparameters, day FROM cloudtrail";
  const EXPECTED = [
    [
      "2026-03-01T00:00:00Z",
      "arn:aws:iam::111122223333:role/r",
      "arn:aws:s3:::reports",
      '{"bucketName":"reports"}',
      "2026/03/01",
    ],
  ];

  test("with structures and times is CloudTrail", async () => {
    await written(`SELECT ${CALL}, TIMESTAMP '2026-03-01 00:00:00' AS eventtime,
      {sessioncontext: {sessionIssuer: {arn: 'arn:aws:iam::111122223333:role/r'}}} AS useridentity,
      [{ARN: 'arn:aws:s3:::reports', accountId: '111122223333'}] AS resources, {bucketName: 'reports'} AS requestParameters`);
    await expect(fixture.ask(SEEN)).resolves.toEqual(EXPECTED);
  });

  test("with JSON as text is CloudTrail, and what is no event in it is counted", async () => {
    const row = `SELECT ${CALL}, '2026-03-01T02:00:00+02:00' AS eventtime,
      '{"sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/r"}}}' AS useridentity,
      '[{"ARN":"arn:aws:s3:::reports"}]' AS resources, '{"bucketName":"reports"}' AS requestparameters`;
    await written(`${row} UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL`);
    await expect(fixture.ask(SEEN)).resolves.toEqual(EXPECTED);
    const { skipped } = await fixture.build();
    expect(skipped).toMatchObject([{ reason: "rows that are no events", count: 1 }]);
  });

  test("of this cache's own access logs is one", async () => {
    fixture.write("a", `${sampleLine(1)}\n`);
    await fixture.build();
    const cache = await openCache(fixture.cache);
    await cache.writeParquet(join(fixture.logs, "b.parquet"), "SELECT * FROM access_logs");
    await cache.close();
    rmSync(join(fixture.logs, "a"));
    await expect(fixture.ask("SELECT requestid, bytessent, day FROM access_logs")).resolves.toEqual([
      ["REQ1", "10", "2026/03/01"],
    ]);
  });

  test("of anything else cannot be read, nor can a damaged one", async () => {
    await written("SELECT 1 AS one");
    const damaged = fixture.write("b.parquet", "PAR1 and no more");
    const { unreadable } = await fixture.build();
    expect(unreadable).toMatchObject([
      { reason: "Parquet without the columns of CloudTrail or of an access log" },
      { name: damaged, reason: expect.stringMatching(/^damaged Parquet: /) },
    ]);
  });
});

describe("copies", () => {
  test("of one request in two accounts become the one that has the caller's ARN", async () => {
    const shared = { sharedEventID: "shared-1" };
    fixture.write(
      "a.json",
      asLines([
        sampleRecord(1, { ...shared, userIdentity: { type: "AWSAccount" }, recipientAccountId: "222233334444" }),
      ]),
    );
    fixture.write("b.json", asLines([sampleRecord(2, shared)]));
    await expect(fixture.ask("SELECT account FROM cloudtrail")).resolves.toEqual([["111122223333"]]);
  });

  test("without an id are known by what they say", async () => {
    const bare = (number: number) => sampleRecord(number, { eventID: undefined });
    fixture.write("a.json", asLines([bare(1), bare(2), bare(1)]));
    await expect(fixture.ask("SELECT count(*) FROM cloudtrail")).resolves.toEqual([["2"]]);
  });

  test("of a line count once, and the lines of a batch delete each", async () => {
    const batch = (key: string) => sampleLine(1, key).replace("REST.GET.OBJECT", "BATCH.DELETE.OBJECT");
    fixture.write("a", [sampleLine(1), sampleLine(1), batch("x"), batch("y"), batch("y"), ""].join("\n"));
    await expect(fixture.ask("SELECT operation, key FROM access_logs ORDER BY ALL")).resolves.toEqual([
      ["BATCH.DELETE.OBJECT", "x"],
      ["BATCH.DELETE.OBJECT", "y"],
      ["REST.GET.OBJECT", "part-1"],
    ]);
  });

  test("come back into their right when the chosen one's file is gone", async () => {
    const gone = fixture.write("a.json", asLines([sampleRecord(1)]));
    fixture.write("b.json", asLines([sampleRecord(1), sampleRecord(0)]));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
    rmSync(gone);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
  });
});

describe("what cannot be read", () => {
  const problems = async () => {
    const { unreadable, skipped } = await fixture.build();
    const short = ({ name, reason, count }: { name: string; reason: string; count: number }) =>
      `${name.slice(fixture.logs.length + 1)}: ${reason} ${count}`;
    return { unreadable: unreadable.map(short), skipped: skipped.map(short) };
  };

  test("is the rest of a gzip that is cut off; what precedes it counts", async () => {
    const whole = gzipSync(asLines(sampleRecords(0, 2000)), { level: 0 });
    const cut = whole.subarray(0, whole.length - 600);
    fixture.write("a.json.gz", cut);
    fixture.write("b.json", asLines(sampleRecords(2000, 2001)));
    const before = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString().split("\n").length - 1;
    expect(before).toBeGreaterThan(1990);
    const { tables } = await fixture.build();
    expect(tables.cloudtrail.rows).toBe(before + 1);
    expect(await problems()).toEqual({ unreadable: ["a.json.gz: gzip cut off 1"], skipped: [] });
  });

  test("is nothing of a file whose text begins far behind white space, whatever form it has", async () => {
    const space = " \t\r\n".repeat(100_000);
    fixture.write("a.json", space + asLines(sampleRecords(0, 2)));
    fixture.write("b.json.gz", gzipSync(space + JSON.stringify({ Records: sampleRecords(2, 4) })));
    fixture.write("c", `${space}${sampleLine(1)}\n`);
    fixture.write("d.json", space);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(4));
    const { tables } = await fixture.build();
    expect(tables.access_logs.rows).toBe(1);
    expect(await problems()).toEqual({ unreadable: [], skipped: [] });
  });

  test("is a broken line, and only it", async () => {
    fixture.write("a.json", `${asLines(sampleRecords(0, 2))}{"eventName":"Get\n${asLines(sampleRecords(2, 4))}`);
    fixture.write("b", `${sampleLine(1)}\nnot a line\n${sampleLine(2)}\n`);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(4));
    expect(await problems()).toEqual({
      unreadable: ["a.json: not JSON 1", "b: no time in brackets 1"],
      skipped: [],
    });
  });

  test("is named with its file, and told from what is known to hold no event", async () => {
    fixture.write("README.md", "# Logs\n\nof the bucket\n");
    fixture.write("letter.json", "Dear reader\n");
    fixture.write(
      "digest.json",
      '{"awsAccountId":"111122223333","digestStartTime":"2026-03-01T00:00:00Z","logFiles":[]}',
    );
    fixture.write("empty.json", "");
    fixture.write("empty.jsonl", "");
    fixture.write("empty.json.gz", Buffer.alloc(0));
    fixture.write("picture.json", Buffer.from([0x89, 0x50, 0, 0, 0]));
    fixture.write("insight.json", asLines([sampleRecord(1, { eventType: "AwsCloudTrailInsight" }), sampleRecord(0)]));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(1));
    expect(await problems()).toEqual({
      unreadable: [
        "empty.json: empty, as a failed download leaves it 1",
        "empty.json.gz: empty, as a failed download leaves it 1",
        "letter.json: not JSON 1",
        "picture.json: not text 1",
      ],
      skipped: [
        "digest.json: a digest of CloudTrail, which holds no records 1",
        "insight.json: a CloudTrail Insights event, which is not a call 1",
      ],
    });
  });

  test("is a path that leads nowhere, in this run and not in the cache", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 1)));
    const missing = join(fixture.root, "missing");
    const built = await fixture.build({ sources: [fixture.logs, missing] });
    expect(built.missing).toEqual([{ name: missing, reason: "no such file or folder", count: 1 }]);
    expect(built.unreadable).toEqual([]);
    expect(built.tables.cloudtrail.rows).toBe(1);
    expect(await fixture.build()).toMatchObject({ converted: 0, reused: 1, folder: built.folder, missing: [] });
  });

  test("is a file that the disk cannot read, which the next run looks at again", async () => {
    const path = fixture.write("a.json", asLines(sampleRecords(0, 1)));
    const reads = jest.spyOn(fs, "createReadStream").mockImplementationOnce(
      () =>
        new Readable({
          read() {
            this.destroy(Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" }));
          },
        }) as fs.ReadStream,
    );
    const refused = await fixture.build();
    reads.mockRestore();
    expect(refused.unreadable).toEqual([{ name: path, reason: "no permission to read it", count: 1 }]);
    expect(await fixture.build()).toMatchObject({ converted: 1, unreadable: [], tables: { cloudtrail: { rows: 1 } } });
  });

  test("is a device or pipe, named or linked", async () => {
    await expect(fixture.build({ sources: ["/dev/null"] })).rejects.toThrow(
      "/dev/null: a pipe or device, fix: save it",
    );
    fixture.write("a.json", asLines(sampleRecords(0, 1)));
    symlinkSync("/dev/null", join(fixture.logs, "linked.json"));
    expect(await fixture.build()).toMatchObject({ unreadable: [], tables: { cloudtrail: { rows: 1 } } });
  });

  test("is all there is, and then there is no cache", async () => {
    const missing = join(fixture.root, "missing");
    await expect(fixture.build({ sources: [missing] })).rejects.toThrow(
      `no logs to read: got ${missing}: no such file or folder, expected files, folders or s3://bucket/prefix with logs`,
    );
    const empty = mkdtempSync(join(fixture.root, "empty-"));
    await expect(fixture.build({ sources: [empty] })).rejects.toThrow(": a folder without any logs");
    await expect(openCache(fixture.cache)).rejects.toThrow("no cache in");
  });

  test("is reported again when the cache is opened", async () => {
    fixture.write("a.json", `${asLines(sampleRecords(0, 1))}{`);
    await fixture.build();
    const cache = await openCache(fixture.cache);
    expect(cache.unreadable).toEqual([{ name: join(fixture.logs, "a.json"), reason: "cut off", count: 1 }]);
    await cache.close();
  });

  test("is no source at all", async () => {
    await expect(fixture.build({ sources: [] })).rejects.toThrow(
      "no logs, expected files, folders or s3://bucket/prefix",
    );
  });
});

describe("a log that grows", () => {
  test("gives no half record, and all of it when it is whole", async () => {
    const [first, second] = sampleRecords(0, 2).map((record) => `${JSON.stringify(record)}\n`) as [string, string];
    const path = fixture.write("a.json", first + second.slice(0, 100));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(1));
    appendFileSync(path, second.slice(100));
    const built = await fixture.build();
    expect(built).toMatchObject({ converted: 1, reused: 0, unreadable: [] });
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
  });

  test("is read up to where it was when it was found, and gives no half line", async () => {
    const path = fixture.write("a", `${sampleLine(1)}\n${sampleLine(2)}`);
    const built = await fixture.build({ onProgress: () => appendFileSync(path, "0\n") });
    expect(built.tables.access_logs.rows).toBe(1);
    expect(built.unreadable).toEqual([
      { name: path, reason: "cut off in its last line, as it was still being written", count: 1 },
    ]);
    await expect(fixture.ask("SELECT count(*) FROM access_logs")).resolves.toEqual([["2"]]);
  });
});

describe("the next run", () => {
  test("converts nothing that is as it was", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 2)));
    await fixture.build();
    expect(await fixture.build()).toMatchObject({
      converted: 0,
      reused: 1,
      notes: [],
      tables: { cloudtrail: { rows: 2 } },
    });
  });

  test("converts what is new or changed, and forgets what is gone", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 1)));
    const changing = fixture.write("b.json", asLines(sampleRecords(1, 2)));
    await fixture.build({ batchBytes: 1 });
    fixture.write("c.json", asLines(sampleRecords(2, 3)));
    expect(await fixture.build({ batchBytes: 1 })).toMatchObject({ converted: 1, reused: 2 });
    fixture.write("b.json", asLines(sampleRecords(3, 4)));
    utimesSync(changing, new Date(0), new Date(0));
    expect(await fixture.build({ batchBytes: 1 })).toMatchObject({ converted: 1, reused: 2 });
    rmSync(join(fixture.logs, "c.json"));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual([[0], [3]]);
  });

  test("goes on where one was stopped", async () => {
    for (let file = 0; file < 4; file++) fixture.write(`${file}.json`, asLines(sampleRecords(file, file + 1)));
    const controller = new AbortController();
    let files = 0;
    const onProgress = () => {
      files++;
      if (files === 3) controller.abort(new Error("stopped by the test"));
    };
    await expect(fixture.build({ batchBytes: 1, onProgress, signal: controller.signal })).rejects.toThrow(
      "stopped by the test",
    );
    await expect(openCache(fixture.cache)).rejects.toThrow("no cache in");
    const built = await fixture.build({ batchBytes: 1 });
    expect(built.notes).toEqual([`an earlier run had converted ${built.reused} of 4 files`]);
    expect(built.reused).toBeGreaterThan(0);
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(4));
  });

  test("builds a cache of another version anew, and says so", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 2)));
    await fixture.build();
    const file = join(manifestFolder(), "cache.json");
    writeFileSync(file, readFileSync(file, "utf8").replace(/"version":"\w+"/, '"version":"older"'));
    await expect(openCache(fixture.cache)).rejects.toThrow("is of another version, fix: name the logs again");
    expect(await fixture.build()).toMatchObject({
      converted: 1,
      notes: ["the cache is of another version and is built anew"],
    });
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
  });

  test("never uses half a batch", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 2)));
    await fixture.build();
    const [batch = ""] = readdirSync(join(manifestFolder(), "batches"));
    truncateSync(join(manifestFolder(), "batches", batch, "cloudtrail-0.parquet"), 100);
    await expect(openCache(fixture.cache)).rejects.toThrow("is damaged, fix: name the logs again");
    expect(await fixture.build()).toMatchObject({ converted: 1, reused: 0 });
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
  });

  test("waits for no one who is dead, and for everyone who is not", async () => {
    fixture.write("a.json", asLines(sampleRecords(0, 1)));
    await fixture.build();
    const lock = join(manifestFolder(), "lock");
    expect(existsSync(lock)).toBe(false);
    writeFileSync(lock, "999999999");
    await fixture.build();
    writeFileSync(lock, String(process.pid));
    await expect(fixture.build()).rejects.toThrow(
      `the cache is being built by process ${process.pid}, fix: wait for it`,
    );
  });

  test("over other sources answers about these alone", async () => {
    const one = fixture.write("a.json", asLines(sampleRecords(0, 1)));
    fixture.write("b.json", asLines(sampleRecords(1, 2)));
    await expect(fixture.ask(NUMBERS)).resolves.toEqual(upTo(2));
    const { folder } = await fixture.build({ sources: [one] });
    const cache = await openCache(folder);
    expect((await cache.query(NUMBERS)).rows).toEqual(upTo(1));
    await cache.close();
  });
});
