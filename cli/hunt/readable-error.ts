import { UsageError } from "../lib/usage-error";
import { visibleText } from "../lib/visible-text";
import { QueryError } from "./query-error";

/** An engine's complaint may quote what a log holds: its lines stay lines, and nothing in them can act on a terminal. */
export function readableError(error: unknown): unknown {
  if (!(error instanceof QueryError)) return error;
  return new UsageError(
    error.message
      .split("\n")
      .map((line) => visibleText(line, 500).trimEnd())
      .filter((line) => line !== "")
      .join("\n"),
  );
}
