import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asLines, CacheFixture, sampleLine, sampleRecords } from "../../testing/fixtures/cache-fixture";
import { type OpenCache, openCache } from "../lib/logs/cache/open-cache";

const fixture = new CacheFixture();
let cache: OpenCache;
let parquet: string;
let outside: string;

beforeAll(async () => {
  fixture.write("a.json", asLines(sampleRecords(0, 300)));
  fixture.write("b", `${sampleLine(1)}\n`);
  const { folder } = await fixture.build();
  cache = await openCache(fixture.cache);
  const [batch = ""] = readdirSync(join(folder, "batches"));
  parquet = join(folder, "batches", batch, "cloudtrail-0.parquet");
  outside = join(fixture.root, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "secret.csv"), "a,b\n1,2\n");
});

afterAll(async () => {
  await cache.close();
  fixture.remove();
});

const refusalOf = (sql: string) =>
  cache.query(sql.replaceAll("OUTSIDE", outside).replaceAll("PARQUET", parquet)).then(
    ({ rows }) => `answered ${JSON.stringify(rows).slice(0, 100)}`,
    (error: Error) => error.message,
  );

const READS = [
  "SELECT * FROM 'OUTSIDE/secret.csv'",
  "SELECT * FROM read_csv('OUTSIDE/secret.csv')",
  "SELECT * FROM read_text('OUTSIDE/secret.csv')",
  "SELECT * FROM read_blob('/etc/passwd')",
  "SELECT * FROM read_json('OUTSIDE/secret.csv')",
  "SELECT * FROM read_parquet('OUTSIDE/*.parquet')",
  "SELECT * FROM sniff_csv('OUTSIDE/secret.csv')",
  "SELECT * FROM parquet_metadata('OUTSIDE/secret.csv')",
  "SELECT * FROM glob('OUTSIDE/*')",
  "SELECT * FROM read_text('PARQUET/../batch.json')",
  "SELECT * FROM read_text('https://example.com/')",
  "SELECT * FROM 's3://bucket/key.parquet'",
  "SELECT (SELECT content FROM read_text('/etc/passwd'))",
  "SELECT * FROM query('SELECT * FROM ''OUTSIDE/secret.csv''')",
  "SELECT * FROM read_duckdb('OUTSIDE/x.db')",
  "EXPLAIN SELECT * FROM 'OUTSIDE/secret.csv'",
];

test.each(READS)("%s reads nothing", async (sql) => {
  await expect(refusalOf(sql)).resolves.toMatch(/disabled by configuration|Missing Extension|requires the extension/i);
});

const CHANGES = [
  "COPY (SELECT 1) TO 'OUTSIDE/written.csv'",
  "COPY (SELECT 1) TO 'PARQUET'",
  "COPY cloudtrail FROM 'OUTSIDE/secret.csv'",
  "EXPLAIN COPY (SELECT 1) TO 'PARQUET'",
  "EXPLAIN ANALYZE COPY (SELECT 1) TO 'PARQUET'",
  "EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1",
  "EXPLAIN (FORMAT json) SELECT 1",
  "/* SELECT */ EXPLAIN ANALYZE COPY (SELECT 1) TO 'PARQUET'",
  "EXPORT DATABASE 'OUTSIDE/export'",
  "IMPORT DATABASE 'OUTSIDE'",
  "ATTACH 'OUTSIDE/x.db'",
  "ATTACH ':memory:' AS m",
  "DETACH memory",
  "INSTALL httpfs",
  "LOAD httpfs",
  "LOAD 'OUTSIDE/x.duckdb_extension'",
  "UPDATE EXTENSIONS",
  "SET enable_external_access = true",
  "SET allowed_paths = ['/']",
  "SET memory_limit = '100GB'",
  "RESET threads",
  "PRAGMA threads = 8",
  "PRAGMA enable_profiling",
  "SET VARIABLE x = 1",
  "USE memory",
  "CREATE TABLE t (a INTEGER)",
  "CREATE TEMP TABLE t AS SELECT 1",
  "CREATE OR REPLACE VIEW cloudtrail AS SELECT 1",
  "CREATE MACRO f() AS 1",
  "CREATE SECRET (TYPE s3)",
  "DROP VIEW cloudtrail",
  "INSERT INTO cloudtrail VALUES (1)",
  "DELETE FROM cloudtrail",
  "UPDATE cloudtrail SET day = ''",
  "ALTER VIEW cloudtrail RENAME TO c",
  "PREPARE p AS SELECT 1",
  "BEGIN",
  "CHECKPOINT",
  "VACUUM",
  "CALL pragma_version()",
  "CALL enable_logging()",
  "SELECT 1; SELECT 2",
  "SELECT 1; COPY (SELECT 1) TO 'PARQUET'",
  "",
  "-- nothing",
];

test.each(CHANGES)("%s changes nothing", async (sql) => {
  const before = readFileSync(parquet);
  await expect(refusalOf(sql)).resolves.toMatch(
    /^this session only reads: expected one SELECT|expected one at a time|disabled by configuration|does not exist|Permission Error|Binder Error|Parser Error|Catalog Error|no statement: /,
  );
  expect(readFileSync(parquet).equals(before)).toBe(true);
  expect(readdirSync(outside)).toEqual(["secret.csv"]);
  expect((await cache.query("SELECT count(*) FROM cloudtrail")).rows).toEqual([["300"]]);
});

test.each([
  "SELECT 1",
  "WITH x AS (SELECT count(*) FROM cloudtrail) SELECT * FROM x;",
  "FROM access_logs LIMIT 1",
  "VALUES (1)",
  "DESCRIBE cloudtrail",
  "SUMMARIZE access_logs",
  "SHOW TABLES",
  "EXPLAIN SELECT * FROM cloudtrail",
  "explain analyze\n select count(*) from cloudtrail",
  "SELECT json_extract_scalar(requestparameters, '$.bucketName') FROM cloudtrail LIMIT 1 -- a comment",
])("%s is answered", async (sql) => {
  expect((await cache.query(sql)).rows.length).toBeGreaterThan(0);
});

test("parameters are bound, and never part of the text", async () => {
  const hostile = "x' OR 1=1; DROP VIEW cloudtrail; --";
  const { rows } = await cache.query("SELECT count(*) FROM cloudtrail WHERE eventname = ?", [hostile]);
  expect(rows).toEqual([["0"]]);
  expect((await cache.query("SELECT $2 || $1", ["a", "b"])).rows).toEqual([["ba"]]);
});

test("an answer has its columns' names and types, and says when it is cut", async () => {
  const answer = await cache.query("SELECT eventid, 1::BIGINT AS n FROM cloudtrail ORDER BY 1", [], { mostRows: 2 });
  expect(answer.columns).toEqual([
    { name: "eventid", type: "VARCHAR" },
    { name: "n", type: "BIGINT" },
  ]);
  expect(answer.rows.map(([id]) => String(id).slice(-1))).toEqual(["0", "1"]);
  expect(answer.isCut).toBe(true);
  expect((await cache.query("SELECT 1", [], { mostRows: 1 })).isCut).toBe(false);
});

test("wrong SQL is an error of its author", async () => {
  await expect(cache.query("SELEC 1")).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringContaining("syntax error"),
  });
  await expect(cache.query("SELECT nothing FROM cloudtrail")).rejects.toThrow('"nothing" not found');
});

test.each([0, 1, 5, 50])("a query that takes too long is stopped after %i ms, and the session goes on", async (ms) => {
  const controller = new AbortController();
  const stopped = cache.query(
    "SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11",
    [],
    { signal: controller.signal },
  );
  setTimeout(() => controller.abort(new Error("enough")), ms);
  await expect(stopped).rejects.toThrow("enough");
  expect((await cache.query("SELECT 1")).rows).toEqual([[1]]);
});

test("what does not fit into memory is an error", async () => {
  await expect(
    cache.query("SELECT length(string_agg(repeat('x', 1000000) || range, '')) FROM range(5000)"),
  ).rejects.toThrow(/Out of Memory|limit/i);
});

test("an answer that is endless is cut by rows, by size, or by what one row may take", async () => {
  const limits = { mostRows: 3000, mostBytes: 100_000, seconds: 60 };
  const { rows, isCut, isTooLarge } = await cache.query("SELECT range FROM range(1000000000000)", [], limits);
  expect([rows.length, isCut, isTooLarge]).toEqual([3000, true, undefined]);
  const wide = await cache.query("SELECT repeat('x', 1000) FROM range(1000000000000)", [], limits);
  expect([wide.rows.length, wide.isCut, wide.isTooLarge]).toEqual([98, true, true]);
  for (const sql of ["SELECT repeat('x', 200000)", "SELECT range(100000)", "SELECT [[1], range(100000)]"]) {
    await expect(cache.query(sql, [], limits)).rejects.toThrow(
      /^a row of the answer takes more than .+, fix: select less/,
    );
  }
});

test("a query that takes longer than it may is stopped, also while it writes a file", async () => {
  const endless = "SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11";
  await expect(cache.query(endless, [], { seconds: 0.1 })).rejects.toThrow(/^stopped after 0.1 s, fix: /);
  const file = join(fixture.root, "endless.parquet");
  await expect(cache.writeParquet(file, endless, [], { seconds: 0.1 })).rejects.toThrow(/^stopped after 0.1 s/);
  expect(readdirSync(fixture.root).filter((name) => name.startsWith("endless"))).toEqual([]);
});

test("a query's answer can be written to one Parquet file, and nothing else can", async () => {
  const file = join(fixture.root, "answer.parquet");
  await cache.writeParquet(file, "SELECT eventname, count(*) AS n FROM cloudtrail WHERE eventname = ? GROUP BY 1", [
    "GetObject",
  ]);
  expect(readFileSync(file).subarray(0, 4).toString()).toBe("PAR1");
  await expect(cache.writeParquet(file, "SELECT 1;")).resolves.toBeUndefined();
  const other = join(fixture.root, "other.parquet");
  await expect(cache.writeParquet(other, "SELECT 1) TO '/tmp/x' --")).rejects.toThrow(/Parser Error|syntax error/);
  await expect(cache.writeParquet(other, "SELECT * FROM '/etc/secret.csv'")).rejects.toThrow(
    "disabled by configuration",
  );
  expect(existsSync(other)).toBe(false);
});
