import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { type Asked, AthenaError, isPassing, troubleOf } from "./athena-error";
import { type AthenaColumn, type AthenaValue, columnsOf, isHeader, rowOf } from "./athena-values";
import { failureOf } from "./ended-query";
import { scanCost } from "./scan-cost";

/** SQL in Athena's dialect. */
export interface AthenaQuery {
  readonly sql: string;
  /** What stands for each `?`, in order; all of them texts. */
  readonly parameters: readonly string[];
}

export interface AthenaProgress {
  readonly queryId: string;
  readonly state: "queued" | "running" | "reading";
  /** So far; Athena tells now and then. */
  readonly scannedBytes: number;
  readonly seconds: number;
  /** Rows of the answer so far, once it is read. */
  readonly rows: number;
}

export interface AthenaAnswer {
  readonly queryId: string;
  readonly columns: readonly AthenaColumn[];
  readonly rows: readonly (readonly AthenaValue[])[];
  readonly scannedBytes: number;
  /** In the engine, without waiting in its queue. */
  readonly milliseconds: number;
  /** For what was read, at the list price. */
  readonly dollars: number;
}

export interface AthenaOptions {
  readonly client: AthenaClient;
  readonly region: string;
  readonly workgroup: string;
  readonly database: string;
  /** The workgroup's limit, for what is said of it. */
  readonly bytesPerQuery: number;
  /** A query that was started before, whose answer is wanted instead of a new query's. */
  readonly queryId?: string | undefined;
  /** Stops the query in Athena too. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: AthenaProgress) => void;
  readonly clock?: Clock;
}

/** Tests bring their own. */
export interface Clock {
  readonly now: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const MOST_QUERY_BYTES = 262_144;

/** Athena takes no longer value of a parameter. */
const LONGEST_PARAMETER = 1024;

const PATIENCE = { firstMs: 200, factor: 1.5, mostMs: 3000 } as const;

/** How often in a row Athena may not answer while a query runs. */
const MOST_UNANSWERED = 5;

/** What the service gives at once. */
const PAGE_ROWS = 1000;

/**
 * Asks Athena and waits for the whole answer; throws an AthenaError where there is none. Whatever ends the wait but `signal` leaves the
 * query running, and the error names its id.
 */
export async function runAthenaQuery(query: AthenaQuery, options: AthenaOptions): Promise<AthenaAnswer> {
  const run = new Run(options);
  const queryId = options.queryId ?? (await run.start(query));
  const execution = await run.finish(queryId, options.queryId === undefined ? undefined : query);
  return run.read(queryId, execution);
}

class Run {
  private readonly options: AthenaOptions;
  private readonly clock: Clock;
  private readonly started: number;

  constructor(options: AthenaOptions) {
    this.options = options;
    this.clock = options.clock ?? CLOCK;
    this.started = this.clock.now();
  }

  async start({ sql, parameters }: AthenaQuery): Promise<string> {
    const { client, workgroup, database } = this.options;
    const command = new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: workgroup,
      QueryExecutionContext: { Database: database },
      ...(parameters.length > 0 && { ExecutionParameters: parameters.map(literal) }),
    });
    const bytes = Buffer.byteLength(sql);
    if (bytes > MOST_QUERY_BYTES) {
      const text = `athena: SQL of ${bytes.toLocaleString("en-US")} bytes, expected at most ${MOST_QUERY_BYTES.toLocaleString("en-US")}, fix: give fewer networks, or ask a cache with --engine duckdb`;
      throw new AthenaError("failed", text);
    }
    if (this.options.signal?.aborted) throw new AthenaError("stopped", "athena: stopped before anything was asked");
    const { QueryExecutionId: id } = await this.ask("athena:StartQueryExecution", undefined, () =>
      client.send(command),
    );
    if (id === undefined) throw new AthenaError("failed", "athena: started a query, got no id for it");
    return id;
  }

  /** Waits until the query has ended well. */
  async finish(queryId: string, expected: AthenaQuery | undefined): Promise<QueryExecution> {
    const { signal, bytesPerQuery } = this.options;
    let pause: number = PATIENCE.firstMs;
    for (let unanswered = 0; ; ) {
      if (signal?.aborted) throw await this.stop(queryId);
      const execution = await this.look(queryId).catch((error: unknown) => {
        if (!isPassing(error) || ++unanswered >= MOST_UNANSWERED)
          throw this.trouble(error, queryId, "GetQueryExecution");
        return undefined;
      });
      if (execution !== undefined) {
        unanswered = 0;
        if (expected !== undefined) this.check(execution, expected, queryId);
        if (isEnded(execution)) {
          const failure = failureOf(execution, bytesPerQuery);
          if (failure !== undefined) throw failure;
          return execution;
        }
        this.tell(queryId, execution, 0);
      }
      await this.clock.sleep(pause, signal);
      pause = Math.min(pause * PATIENCE.factor, PATIENCE.mostMs);
    }
  }

  /** All pages, or an error: what was read before it is thrown away. */
  async read(queryId: string, execution: QueryExecution): Promise<AthenaAnswer> {
    const { client, signal } = this.options;
    const rows: (readonly AthenaValue[])[] = [];
    let columns: readonly AthenaColumn[] = [];
    let token: string | undefined;
    let isFirst = true;
    do {
      if (signal?.aborted) throw this.leftUnread(queryId);
      const command = new GetQueryResultsCommand({
        QueryExecutionId: queryId,
        MaxResults: PAGE_ROWS,
        ...(token !== undefined && { NextToken: token }),
      });
      const { ResultSet, NextToken } = await this.ask("athena:GetQueryResults", queryId, () => client.send(command));
      const page = ResultSet?.Rows ?? [];
      if (isFirst) columns = columnsOf(ResultSet?.ResultSetMetadata?.ColumnInfo ?? []);
      const [head] = page;
      const body = isFirst && head !== undefined && isHeader(head, columns) ? page.slice(1) : page;
      for (const row of body) rows.push(rowOf(row, columns));
      token = NextToken;
      isFirst = false;
      this.tell(queryId, execution, rows.length);
    } while (token !== undefined && token !== "");
    const { DataScannedInBytes: scannedBytes = 0, EngineExecutionTimeInMillis: milliseconds = 0 } =
      execution.Statistics ?? {};
    return { queryId, columns, rows, scannedBytes, milliseconds, dollars: scanCost(scannedBytes) };
  }

  private async look(queryId: string): Promise<QueryExecution> {
    const { QueryExecution: execution } = await this.options.client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: queryId }),
    );
    if (execution === undefined) throw new AthenaError("missing", `athena: no query ${queryId}`, queryId);
    return execution;
  }

  /** An id may be anyone's; what it asked must be what is asked here. */
  private check(
    { Query, ExecutionParameters = [], WorkGroup }: QueryExecution,
    expected: AthenaQuery,
    id: string,
  ): void {
    const isSame =
      Query?.trim() === expected.sql.trim() &&
      JSON.stringify(ExecutionParameters) === JSON.stringify(expected.parameters.map(literal));
    if (isSame) return;
    const text = `athena: query ${id} of workgroup ${WorkGroup ?? "unknown"} asked something else, expected this hunt with these parameters and days, fix: repeat them as they were, or leave --query-id out`;
    throw new AthenaError("missing", text, id);
  }

  /** No one waits for the answer any more, so no one shall pay for it. */
  private async stop(queryId: string): Promise<AthenaError> {
    const { client } = this.options;
    try {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: queryId }));
      return new AthenaError(
        "stopped",
        "athena: stopped, in Athena too; what it had read until then is charged",
        queryId,
      );
    } catch (error) {
      const { message } = this.trouble(error, undefined, "StopQueryExecution");
      const text = `${message}; so query ${queryId} goes on in Athena, fix: aws athena stop-query-execution --query-execution-id ${queryId}`;
      return new AthenaError("stopped", text, queryId);
    }
  }

  private leftUnread(queryId: string): AthenaError {
    return new AthenaError(
      "stopped",
      `athena: stopped while the answer was read; the whole of it: --query-id ${queryId}`,
      queryId,
    );
  }

  private async ask<T>(action: string, queryId: string | undefined, question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.trouble(error, queryId, action.slice("athena:".length));
    }
  }

  private trouble(error: unknown, queryId: string | undefined, operation: string): AthenaError {
    const { workgroup, region } = this.options;
    const asked: Asked = { workgroup, region, action: `athena:${operation}`, queryId };
    return troubleOf(error, asked);
  }

  private tell(queryId: string, { Status, Statistics }: QueryExecution, rows: number): void {
    const state = Status?.State === "SUCCEEDED" ? "reading" : Status?.State === "RUNNING" ? "running" : "queued";
    const seconds = (this.clock.now() - this.started) / 1000;
    const scannedBytes = Statistics?.DataScannedInBytes ?? 0;
    this.options.onProgress?.({ queryId, state, scannedBytes, seconds, rows });
  }
}

function isEnded({ Status }: QueryExecution): boolean {
  return Status?.State === "SUCCEEDED" || Status?.State === "FAILED" || Status?.State === "CANCELLED";
}

/** A text as Athena wants a parameter: written as it would stand in the SQL, where a quote is doubled and nothing else has a meaning. */
function literal(text: string): string {
  const written = `'${text.replaceAll("'", "''")}'`;
  if (written.length <= LONGEST_PARAMETER) return written;
  throw new AthenaError(
    "failed",
    `athena: a parameter of ${written.length} characters with its quotes, expected at most ${LONGEST_PARAMETER}, fix: shorten it`,
  );
}

const CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener("abort", done, { once: true });
    }),
};
