import { type Answer, codeIn, objectIn, TAKEN, unclear } from "../answer";
import type { Outcome } from "../outcome";

/**
 * PagerDuty answers 202 and says `success`. The event has a key, so it may be sent again where that is not clear.
 * @see https://developer.pagerduty.com/docs/events-api-v2/overview/#response-codes--retry-logic
 */
export function pagerDutyOutcome(answer: Answer): Outcome {
  const { status } = objectIn(answer) ?? {};
  if (status === "success") return TAKEN;
  const error = codeIn(status, /^invalid [a-z ]{1,40}$/);
  return error === undefined
    ? unclear(answer, "without saying success")
    : { kind: "refused", reason: `refused: ${error}` };
}
