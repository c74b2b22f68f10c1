import type {
  DuckDBConnection,
  DuckDBExtractedStatements,
  DuckDBResultReader,
  DuckDBValue,
  Json,
} from "@duckdb/node-api";
import { UsageError } from "../usage-error";

export interface Column {
  readonly name: string;
  /** As DuckDB calls it, such as `VARCHAR` or `BIGINT`. */
  readonly type: string;
}

export interface Answer {
  readonly columns: readonly Column[];
  /** Values as JSON has them: integers beyond 2^53, decimals and times are text. */
  readonly rows: readonly (readonly Json[])[];
  /** Whether there are more rows than were asked for. */
  readonly isCut: boolean;
}

export interface QueryOptions {
  readonly mostRows?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** SQL that cannot run, or must not. */
export class QueryError extends UsageError {}

const ONLY_SELECT =
  "this session only reads: expected one SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN";

const INTERRUPT_EVERY_MS = 50;

/** `EXPLAIN` runs whatever follows when it is told to analyze, so what follows must be allowed by itself. */
const EXPLAIN = /^\s*explain(?:\s+analyze)?\s+(?=select\b|with\b|from\b|values\b)/i;

/** Runs one statement that reads, and nothing else. `parameters` stand for each `?` or `$1`, in order. */
export async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly DuckDBValue[] = [],
  { mostRows = Number.POSITIVE_INFINITY, signal }: QueryOptions = {},
): Promise<Answer> {
  signal?.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    // A query that is about to start does not hear the first call.
    again = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal?.addEventListener("abort", interrupt);
  try {
    await checkReads(connection, sql);
    signal?.throwIfAborted();
    const reader = await connection.streamAndReadUntil(sql, Math.min(mostRows + 1, Number.MAX_SAFE_INTEGER), [
      ...parameters,
    ]);
    return answerOf(reader, mostRows);
  } catch (error) {
    signal?.throwIfAborted();
    throw queryError(error);
  } finally {
    clearInterval(again);
    signal?.removeEventListener("abort", interrupt);
  }
}

function answerOf(reader: DuckDBResultReader, mostRows: number): Answer {
  const rows = reader.getRowsJson();
  const types = reader.columnTypes();
  return {
    columns: reader.columnNames().map((name, index) => ({ name, type: String(types[index]) })),
    rows: rows.length > mostRows ? rows.slice(0, mostRows) : rows,
    isCut: rows.length > mostRows,
  };
}

/** Throws a QueryError unless the text is one statement that only reads. */
export async function checkReads(connection: DuckDBConnection, sql: string): Promise<void> {
  const { StatementType } = await import("@duckdb/node-api");
  const statements = await extract(connection, sql);
  if (statements.count !== 1) throw new QueryError(`got ${statements.count} statements, expected one at a time`);
  const prepared = await statements.prepare(0);
  const type = prepared.statementType;
  prepared.destroySync();
  if (type === StatementType.SELECT) return;
  const inner = type === StatementType.EXPLAIN ? EXPLAIN.exec(sql) : null;
  if (inner === null) throw new QueryError(`${ONLY_SELECT}, got ${StatementType[type] ?? "another statement"}`);
  await checkReads(connection, sql.slice(inner[0].length));
}

/** What DuckDB refuses is the fault of whoever wrote the SQL. */
export function queryError(error: unknown): QueryError {
  return error instanceof QueryError ? error : new QueryError(errorText(error));
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
