import type {
  DuckDBConnection,
  DuckDBExtractedStatements,
  DuckDBListVector,
  DuckDBPreparedStatement,
  DuckDBResult,
  DuckDBValue,
  DuckDBVector,
  Json,
} from "@duckdb/node-api";
import { interruptible } from "./interruptible";
import { QueryError } from "./query-error";
import { limited } from "./query-limits";

export interface Column {
  readonly name: string;
  /** As DuckDB calls it, such as `VARCHAR` or `BIGINT`. */
  readonly type: string;
}

export interface Answer {
  readonly columns: readonly Column[];
  /** Values as JSON has them: integers beyond 2^53, decimals and times are text. */
  readonly rows: readonly (readonly Json[])[];
  /** Whether there are more rows than these. */
  readonly isCut: boolean;
  /** It is cut because it would be too large, not because so many rows were asked for. */
  readonly isTooLarge?: true;
}

export interface QueryOptions {
  readonly mostRows?: number | undefined;
  /** How large the answer may be, about. */
  readonly mostBytes?: number | undefined;
  /** How long it may take; for SQL that could ask for anything, which may not take more than some memory either. */
  readonly seconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const ONLY_SELECT =
  "this session only reads: expected one SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN";

/** `EXPLAIN` runs whatever follows when it is told to analyze, so what follows must be allowed by itself. */
const EXPLAIN = /^\s*explain(?:\s+analyze)?\s+(?=select\b|with\b|from\b|values\b)/i;

/** Runs one statement that reads, and nothing else. `parameters` stand for each `?` or `$1`, in order. */
export async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly DuckDBValue[] = [],
  { mostRows = Number.POSITIVE_INFINITY, mostBytes = Number.POSITIVE_INFINITY, seconds, signal }: QueryOptions = {},
): Promise<Answer> {
  const limits = limited(seconds, signal);
  try {
    return await interruptible(connection, limits.signal, async () => {
      const statement = await prepareRead(connection, sql);
      try {
        limits.signal?.throwIfAborted();
        statement.bind([...parameters]);
        return await answerOf(await statement.stream(), { mostRows, mostBytes, signal: limits.signal });
      } finally {
        statement.destroySync();
      }
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw queryError(error);
  } finally {
    limits.done();
  }
}

/** Reads no more than the limits: what is in a result may be endless. */
async function answerOf(
  result: DuckDBResult,
  {
    mostRows,
    mostBytes,
    signal,
  }: { readonly mostRows: number; readonly mostBytes: number; readonly signal: AbortSignal | undefined },
): Promise<Answer> {
  const { JsonDuckDBValueConverter } = await import("@duckdb/node-api");
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, index) => ({ name, type: String(types[index]) }));
  const rows: (readonly Json[])[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    signal?.throwIfAborted();
    if (chunk === null || chunk.rowCount === 0) return { columns, rows, isCut: false };
    const items = columns.reduce((sum, _, index) => sum + listed(chunk.getColumnVector(index)), 0);
    if (items * BYTES_OF_A_VALUE > mostBytes) throw new QueryError(tooLong(mostBytes));
    for (let row = 0; row < chunk.rowCount; row++) {
      if (rows.length >= mostRows) return { columns, rows, isCut: true };
      const values = chunk.convertRowValues(row, JsonDuckDBValueConverter);
      if (mostBytes !== Number.POSITIVE_INFINITY) bytes += bytesOf(values);
      if (bytes > mostBytes) {
        if (rows.length === 0) throw new QueryError(tooLong(mostBytes));
        return { columns, rows, isCut: true, isTooLarge: true };
      }
      rows.push(values);
    }
  }
}

/** How many values are in the lists of a column, and in the lists within them. */
function listed(vector: DuckDBVector): number {
  const { childVector } = vector as Partial<DuckDBListVector>;
  return childVector === undefined ? 0 : childVector.itemCount + listed(childVector);
}

function tooLong(mostBytes: number): string {
  return `a row of the answer takes more than ${mostBytes / 1024 ** 2} MB, fix: select less of it, as with substr`;
}

const BYTES_OF_A_VALUE = 8;

function bytesOf(value: Json): number {
  if (typeof value === "string") return BYTES_OF_A_VALUE + value.length;
  if (typeof value !== "object" || value === null) return BYTES_OF_A_VALUE;
  return Object.values(value).reduce<number>((sum, one) => sum + bytesOf(one), BYTES_OF_A_VALUE);
}

/** Throws a QueryError unless the text is one statement that only reads. */
export async function checkReads(connection: DuckDBConnection, sql: string): Promise<void> {
  (await prepareRead(connection, sql)).destroySync();
}

/** Prepares the one statement of the text if it only reads, and throws a QueryError otherwise. Its caller destroys it. */
async function prepareRead(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const { StatementType } = await import("@duckdb/node-api");
  const statements = await extract(connection, sql);
  if (statements.count !== 1) throw new QueryError(`got ${statements.count} statements, expected one at a time`);
  const statement = await statements.prepare(0);
  const type = statement.statementType;
  if (type === StatementType.SELECT) return statement;
  try {
    const inner = type === StatementType.EXPLAIN ? EXPLAIN.exec(sql) : null;
    if (inner === null) throw new QueryError(`${ONLY_SELECT}, got ${StatementType[type] ?? "another statement"}`);
    await checkReads(connection, sql.slice(inner[0].length));
    return statement;
  } catch (error) {
    statement.destroySync();
    throw error;
  }
}

/** What DuckDB refuses is the fault of the SQL. */
export function queryError(error: unknown): QueryError {
  if (error instanceof QueryError) return error;
  const text = errorText(error);
  // V8's own limit, at half a gigabyte.
  if (/Cannot create a string longer than|Invalid string length/.test(text))
    return new QueryError(tooLong(512 * 1024 ** 2));
  return new QueryError(text);
}

async function extract(connection: DuckDBConnection, sql: string): Promise<DuckDBExtractedStatements> {
  try {
    return await connection.extractStatements(sql);
  } catch (error) {
    const text = errorText(error);
    // All that the library says of a text without a statement.
    throw new QueryError(text === "Error in native callback" ? `no statement: ${ONLY_SELECT}` : text);
  }
}

/** DuckDB's message without its advice on settings that cannot be changed here. */
function errorText(error: unknown): string {
  const text = String((error as { readonly message?: unknown }).message ?? error);
  const [message = text] = text.split("\n\nPossible solutions:");
  return message.trim();
}
