import { UsageError } from "../usage-error";
import { visibleText } from "../visible-text";

const MOST_REASONS = 3;

/** For paths with no file behind them; `reasons` says of each why, as far as there is a reason. */
export function nothingToRead(reasons: readonly string[], expected: string): UsageError {
  const left = reasons.length - MOST_REASONS;
  const named = reasons.slice(0, MOST_REASONS).map((reason) => visibleText(reason));
  const more = left > 0 ? ` and ${left} more` : "";
  const got = named.length === 0 ? "got folders without any" : `got ${named.join(", ")}${more}`;
  return new UsageError(`no logs to read: ${got}, expected ${expected}`);
}
