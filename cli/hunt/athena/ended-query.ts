import type { QueryExecution } from "@aws-sdk/client-athena";
import { visibleText } from "../../lib/visible-text";
import { AthenaError, type AthenaTrouble } from "./athena-error";
import { gigabytes, money, scanCost } from "./scan-cost";

/** What Athena's reasons mean, and what to do about them. */
const REASONS: readonly (readonly [pattern: RegExp, trouble: AthenaTrouble, fix: string])[] = [
  [
    /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|does not exist/i,
    "missing",
    "deploy the hunting stack, and for access logs accessLogs: true in a perimeter",
  ],
  [
    /Access Denied|AccessDenied|not authorized|Insufficient permissions|Insufficient Lake Formation/i,
    "no permission",
    "attach the policy hunters-policy to your role",
  ],
  [/KMS|kms:/, "no permission", "let your role decrypt with the trail's key: hunting.trailKey"],
  [
    /SlowDown|reduce your request rate|throttl|TooManyRequests/i,
    "throttled",
    "ask again in a minute, or for fewer days",
  ],
  [/exhausted resources|EXCEEDED_(?:MEMORY|LOCAL|TIME)|Query timeout/i, "failed", "ask for fewer days"],
  [
    /HIVE_BAD_DATA|HIVE_CURSOR_ERROR|not in GZIP format|Unexpected end|ZLIB/i,
    "failed",
    "a log file is damaged or none: leave its day out with --since and --until, or hunt in it with --engine duckdb, which says which it is",
  ],
  [/expired|security token/i, "credentials", "aws sso login, or set AWS_PROFILE, then ask again"],
];

const LONGEST_REASON = 1000;

const OVER_LIMIT = /bytes scanned limit|exceeded.*(?:bytes|limit)|data usage control/i;

/** Why a query that ended has no answer; undefined where it has one. */
export function failureOf(
  { QueryExecutionId: id, Status, Statistics }: QueryExecution,
  bytesPerQuery: number,
): AthenaError | undefined {
  const state = Status?.State;
  if (state === "SUCCEEDED") return undefined;
  // A reason may quote what was in a log.
  const said = Status?.AthenaError?.ErrorMessage ?? Status?.StateChangeReason ?? "Athena gives no reason";
  const reason = visibleText(said, LONGEST_REASON);
  const read = Statistics?.DataScannedInBytes ?? 0;
  const paid = `it had read ${gigabytes(read)}, ${money(scanCost(read))}`;
  if (OVER_LIMIT.test(reason)) {
    const text = `athena: stopped at the workgroup's limit of ${gigabytes(bytesPerQuery)} a query (${reason}); ${paid}, fix: ask for fewer days, or raise hunting.limitGb`;
    return new AthenaError("over limit", text, id);
  }
  if (state === "CANCELLED") {
    return new AthenaError("cancelled", `athena: someone stopped the query (${reason}); ${paid}, fix: ask again`, id);
  }
  const [, trouble, fix] = REASONS.find(([pattern]) => pattern.test(reason)) ?? [undefined, "failed", undefined];
  const advice = fix ?? (Status?.AthenaError?.Retryable === true ? "ask again" : undefined);
  return new AthenaError(
    trouble as AthenaTrouble,
    `athena: the query failed: ${reason}; ${paid}${advice === undefined ? "" : `, fix: ${advice}`}`,
    id,
  );
}
