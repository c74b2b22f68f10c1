import { isFields } from "../../events/fields";
import { type Answer, codeIn, objectIn, TAKEN, unclear } from "../answer";
import type { Outcome } from "../outcome";

/** Names of AWS's errors that pass by themselves. */
const TRANSIENT = /throttl|limit|toomany|internal|unavailable|timeout|concurrent/i;

/**
 * BatchImportFindings answers 200 and counts what it took.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export function securityHubOutcome(answer: Answer): Outcome {
  const { SuccessCount, FailedCount, FailedFindings } = objectIn(answer) ?? {};
  if (SuccessCount === 1 && (FailedCount ?? 0) === 0) return TAKEN;
  if (typeof FailedCount !== "number" || FailedCount === 0) return unclear(answer, "without a count of findings");
  const [first]: readonly unknown[] = Array.isArray(FailedFindings) ? FailedFindings : [];
  const error = codeIn(isFields(first) ? first["ErrorCode"] : undefined, /^\w{1,60}$/);
  const reason = `refused: the finding was not imported${error === undefined ? "" : `, ${error}`}`;
  return error !== undefined && TRANSIENT.test(error) ? { kind: "later", reason } : { kind: "refused", reason };
}

/** AWS throttles with status 400 as well, and says so in the body alone; credentials that ran out are soon replaced. */
export function isSecurityHubTransient({ body = "" }: Answer): boolean {
  return /Throttl|Rate exceeded|Too ?Many ?Requests|ExpiredToken|RequestExpired|security token .{0,40}expired/i.test(
    body,
  );
}
