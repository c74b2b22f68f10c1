import {
  type AthenaFixture,
  athenaFixture,
  ended,
  execution,
  page,
  type Reply,
} from "../../../testing/fixtures/athena-fixture";
import { AthenaError } from "./athena-error";
import { type AthenaOptions, type AthenaProgress, type Clock, runAthenaQuery } from "./run-query";

const STARTED: Reply = { body: { QueryExecutionId: "q-1" } };
const COLUMNS = { bucket: "varchar", requests: "bigint" };
const ONE_ROW = page(COLUMNS, [
  ["bucket", "requests"],
  ["example-data", "7"],
]);
const QUERY = { sql: "SELECT 1", parameters: [] };

let fixture: AthenaFixture;
let slept: number[];

async function run(
  replies: Readonly<Record<string, readonly Reply[]>>,
  options: Partial<AthenaOptions> = {},
  query: { sql: string; parameters: readonly string[] } = QUERY,
) {
  await fixture?.close();
  fixture = await athenaFixture({ StartQueryExecution: [STARTED], GetQueryResults: [ONE_ROW], ...replies });
  slept = [];
  const clock: Clock = {
    now: () => slept.reduce((sum, pause) => sum + pause, 0),
    sleep: async (pause) => {
      slept.push(pause);
    },
  };
  return runAthenaQuery(query, {
    client: fixture.client,
    region: "eu-central-1",
    workgroup: "palisade-hunting",
    database: "palisade",
    bytesPerQuery: 200 * 1024 ** 3,
    clock,
    ...options,
  });
}

async function troubleWith(...args: Parameters<typeof run>): Promise<AthenaError> {
  const answer = await run(...args).catch((error: unknown) => error);
  if (answer instanceof AthenaError) return answer;
  throw new Error(`no AthenaError, got ${JSON.stringify(answer)}`);
}

afterAll(() => fixture.close());

describe("a query in Athena", () => {
  it("is started in the workgroup, waited for, read and reckoned", async () => {
    const seen: AthenaProgress[] = [];
    const answer = await run(
      { GetQueryExecution: [execution("QUEUED"), execution("RUNNING"), execution("SUCCEEDED")] },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(answer).toEqual({
      queryId: "q-1",
      columns: [
        { name: "bucket", type: "varchar" },
        { name: "requests", type: "bigint" },
      ],
      rows: [["example-data", 7]],
      scannedBytes: 3 * 1024 ** 3,
      milliseconds: 2500,
      dollars: expect.closeTo((3 / 1024) * 5),
    });
    expect(seen.map(({ state }) => state)).toEqual(["queued", "running", "reading"]);
    expect(fixture.of("StartQueryExecution")[0]).toMatchObject({
      QueryString: "SELECT 1",
      WorkGroup: "palisade-hunting",
      QueryExecutionContext: { Database: "palisade" },
      ClientRequestToken: expect.any(String),
    });
  });

  it("gets its parameters as SQL would write them, so that no text ends a literal", async () => {
    const parameters = ["o'brien", "x' OR '1'='1", "?"];
    await run({ GetQueryExecution: [execution("SUCCEEDED")] }, {}, { sql: "SELECT ?, ?, ?", parameters });
    expect(fixture.of("StartQueryExecution")[0]).toMatchObject({
      ExecutionParameters: ["'o''brien'", "'x'' OR ''1''=''1'", "'?'"],
    });
  });

  it("asks less and less often", async () => {
    const running = Array.from({ length: 12 }, () => execution("RUNNING"));
    await run({ GetQueryExecution: [...running, execution("SUCCEEDED")] });
    expect(slept).toHaveLength(12);
    expect(slept[0]).toBe(200);
    expect(slept).toEqual(slept.toSorted((a, b) => a - b));
    expect(slept.at(-1)).toBe(3000);
  });

  it("reads every page, and the columns' names only once as what they are", async () => {
    const { rows } = await run({
      GetQueryExecution: [execution("SUCCEEDED")],
      GetQueryResults: [
        page(
          COLUMNS,
          [
            ["bucket", "requests"],
            ["a", "1"],
          ],
          "more",
        ),
        page(COLUMNS, [["b", "2"]], "again"),
        page(COLUMNS, [["bucket", null]]),
      ],
    });
    expect(rows).toEqual([
      ["a", 1],
      ["b", 2],
      ["bucket", null],
    ]);
    expect(fixture.of("GetQueryResults").map(({ NextToken }) => NextToken)).toEqual([undefined, "more", "again"]);
  });

  it("has values of the types that DuckDB gives", async () => {
    const { rows } = await run({
      GetQueryExecution: [execution("SUCCEEDED")],
      GetQueryResults: [
        page(
          {
            a: "bigint",
            b: "bigint",
            c: "double",
            d: "boolean",
            e: "varchar",
            f: "decimal",
            g: "integer",
            h: "varchar",
          },
          [
            ["a", "b", "c", "d", "e", "f", "g", "h"],
            ["-5", "9223372036854775807", "1.5E3", "false", "", "12", null, "07"],
          ],
        ),
      ],
    });
    expect(rows).toEqual([[-5, 9223372036854775807n, 1500, false, "", 12, null, "07"]]);
  });

  it("has an answer without rows", async () => {
    const { rows, columns } = await run({
      GetQueryExecution: [execution("SUCCEEDED")],
      GetQueryResults: [page(COLUMNS, [["bucket", "requests"]])],
    });
    expect([rows, columns.length]).toEqual([[], 2]);
  });
});

describe("a query that was started before", () => {
  it("is picked up, whether it has ended or not, and nothing is started", async () => {
    const running = { GetQueryExecution: [execution("RUNNING"), execution("SUCCEEDED")] };
    expect((await run(running, { queryId: "q-1" })).rows).toEqual([["example-data", 7]]);
    expect(fixture.of("StartQueryExecution")).toEqual([]);
  });

  it("must have asked the same", async () => {
    const other = { GetQueryExecution: [execution("SUCCEEDED", { Query: "SELECT 2" })] };
    const { message } = await troubleWith(other, { queryId: "q-1" });
    expect(message).toContain("asked something else, expected this hunt with these parameters and days");
    const sameWithOthers = { GetQueryExecution: [execution("SUCCEEDED", { ExecutionParameters: ["'other'"] })] };
    expect((await troubleWith(sameWithOthers, { queryId: "q-1" }, { ...QUERY, parameters: ["this"] })).trouble).toBe(
      "missing",
    );
    expect(fixture.of("GetQueryResults")).toEqual([]);
  });

  it("may be too old to be known", async () => {
    const gone: Reply = { error: "InvalidRequestException", message: "QueryExecution q-1 was not found" };
    const { message, trouble } = await troubleWith({ GetQueryExecution: [gone] }, { queryId: "q-1" });
    expect(trouble).toBe("missing");
    expect(message).toContain("no query q-1 in eu-central-1, expected the id of one of the last 45 days");
  });
});

describe("a query without an answer", () => {
  it.each<[string, Reply, string, RegExp]>([
    [
      "reads more than the workgroup allows",
      ended("CANCELLED", "Query cancelled! : Bytes scanned limit was exceeded"),
      "over limit",
      /limit of 200 GB a query .+ had read 3 GB, \$0\.01, fix: ask for fewer days, or raise hunting\.limitGb/,
    ],
    ["is stopped by someone", ended("CANCELLED", "Query cancelled by user"), "cancelled", /someone stopped the query/],
    [
      "finds no table",
      ended("FAILED", "TABLE_NOT_FOUND: line 3:6: Table 'awsdatacatalog.palisade.access_logs' does not exist"),
      "missing",
      /deploy the hunting stack/,
    ],
    [
      "may not read the logs",
      ended("FAILED", "PERMISSION_DENIED: Access Denied when writing output to url"),
      "no permission",
      /attach the policy hunters-policy/,
    ],
    [
      "is throttled by S3",
      ended("FAILED", "HIVE_CANNOT_OPEN_SPLIT: SlowDown, please reduce your request rate"),
      "throttled",
      /ask again in a minute/,
    ],
    [
      "meets a broken log file",
      ended("FAILED", "HIVE_CURSOR_ERROR: incorrect data check"),
      "failed",
      /a log file is damaged or none/,
    ],
    ["is too much", ended("FAILED", "Query exhausted resources at this scale factor"), "failed", /fewer days/],
    [
      "fails for a reason that no one foresaw",
      execution("FAILED", { Status: { State: "FAILED", AthenaError: { ErrorMessage: "odd", Retryable: true } } }),
      "failed",
      /the query failed: odd; .+ fix: ask again/,
    ],
  ])("that %s says so, and returns no row", async (_, reply, trouble, message) => {
    const error = await troubleWith({ GetQueryExecution: [execution("RUNNING"), reply] });
    expect(error).toMatchObject({ trouble, queryId: "q-1", message: expect.stringMatching(message) });
    expect(fixture.of("GetQueryResults")).toEqual([]);
  });

  it.each<[string, Reply, string, RegExp]>([
    [
      "without a workgroup",
      { error: "InvalidRequestException", message: "WorkGroup palisade-hunting is not found." },
      "missing",
      /no workgroup palisade-hunting in eu-central-1, .+ fix: npx cdktf deploy hunting/,
    ],
    ["without permission", { error: "AccessDeniedException" }, "no permission", /athena:StartQueryExecution/],
    ["with expired credentials", { error: "ExpiredTokenException" }, "credentials", /aws sso login/],
    ["among too many", { error: "TooManyRequestsException" }, "throttled", /wait a minute/],
    ["of a service that fails", { error: "InternalServerException", status: 500 }, "unreachable", /ask again/],
  ])("%s is not started", async (_, reply, trouble, message) => {
    const error = await troubleWith({ StartQueryExecution: [reply] });
    expect(error).toMatchObject({ trouble, queryId: undefined, message: expect.stringMatching(message) });
    expect(error.message).not.toContain("--query-id");
  });

  it("whose credentials expire half way goes on in Athena, and says how to get its answer", async () => {
    const expired: Reply = { error: "ExpiredTokenException" };
    const error = await troubleWith({ GetQueryExecution: [execution("RUNNING"), expired] });
    expect(error).toMatchObject({ trouble: "credentials", queryId: "q-1" });
    expect(error.message).toMatch(/aws sso login.+; the query goes on in Athena, its answer: --query-id q-1$/);
    expect(fixture.of("StopQueryExecution")).toEqual([]);
  });

  it("whose answer breaks off on its second page returns none of it", async () => {
    const first = page(
      COLUMNS,
      [
        ["bucket", "requests"],
        ["a", "1"],
      ],
      "more",
    );
    const error = await troubleWith({
      GetQueryExecution: [execution("SUCCEEDED")],
      GetQueryResults: [first, { error: "ExpiredTokenException" }],
    });
    expect(error).toMatchObject({ trouble: "credentials", message: expect.stringContaining("--query-id q-1") });
  });
});

it("waits through a few requests that are not answered, but not for ever", async () => {
  const busy: Reply = { error: "ThrottlingException" };
  const few = [busy, busy, execution("RUNNING"), busy, execution("SUCCEEDED")];
  expect((await run({ GetQueryExecution: few })).rows).toHaveLength(1);
  expect((await troubleWith({ GetQueryExecution: [busy] })).trouble).toBe("throttled");
  expect(fixture.of("GetQueryExecution")).toHaveLength(5);
});

it("asks nothing that Athena would not take", async () => {
  const long = { sql: `SELECT '${"x".repeat(262_144)}'`, parameters: [] };
  expect((await troubleWith({}, {}, long)).message).toMatch(/SQL of 262,153 bytes, expected at most 262,144/);
  const parameters = ["'".repeat(600)];
  expect((await troubleWith({}, {}, { ...QUERY, parameters })).message).toMatch(/1202 characters with its quotes/);
  expect(fixture.asked).toEqual([]);
});

describe("a caller that stops waiting", () => {
  it("stops the query in Athena", async () => {
    const end = new AbortController();
    const error = await troubleWith(
      { GetQueryExecution: [execution("RUNNING")], StopQueryExecution: [{ body: {} }] },
      { signal: end.signal, onProgress: () => end.abort() },
    );
    expect(error).toMatchObject({ trouble: "stopped", message: expect.stringContaining("stopped, in Athena too") });
    expect(fixture.of("StopQueryExecution")).toEqual([{ QueryExecutionId: "q-1" }]);
  });

  it("is told when that fails, and how to do it", async () => {
    const end = new AbortController();
    const { message } = await troubleWith(
      { GetQueryExecution: [execution("RUNNING")], StopQueryExecution: [{ error: "AccessDeniedException" }] },
      { signal: end.signal, onProgress: () => end.abort() },
    );
    expect(message).toContain(
      "query q-1 goes on in Athena, fix: aws athena stop-query-execution --query-execution-id q-1",
    );
  });

  it("starts nothing once that is clear", async () => {
    expect((await troubleWith({}, { signal: AbortSignal.abort() })).trouble).toBe("stopped");
    expect(fixture.asked).toEqual([]);
  });
});
