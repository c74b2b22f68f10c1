import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { isAnswered, isRefused, PREFLIGHT } from "../../events/access-log/operations";
import { type Cause, defineAccessLogDetection } from "../engine/define-detection";
import { judgeLine, type LineJudgement, lineCallerBucketAddress } from "../facts/access-log-judge";
import { lineOriginInWords, requesterInWords } from "../facts/access-log-wording";
import { isAwsItself } from "../facts/aws-itself";

/** A stranger asked, whatever was answered: what Panther's rule of the same idea sees, with the perimeters' own allowlists. */
export const s3AccessLogOutsideAllowlist = defineAccessLogDetection({
  id: "s3.access-log-outside-allowlist",
  title: "S3 access log shows a request from outside the allowlist",
  enabledByDefault: true,
  severity: "medium",
  matches: (event, context) => {
    const judgement = judgeLine(event, context);
    if (judgement?.caller.kind !== "denied" || !context.isMonitored(event.bucket)) return undefined;
    if (event.operation === PREFLIGHT) return undefined;
    const outcome = outcomeOf(event);
    // What the statement does not cover, or AWS does on its own account, is no hole.
    if (outcome !== "refused" && (!judgement.isCovered || isAwsItself(event))) return undefined;
    const cause = causeOf(judgement, outcome);
    const severity = outcome === "answered" ? "high" : "medium";
    const summary = summaryOf(event, judgement, outcome);
    const details = detailsOf(event);
    return cause === undefined ? { severity, summary, details } : { severity, cause, summary, details };
  },
  dedupBy: lineCallerBucketAddress,
});

type Outcome = "answered" | "refused" | "failed";

function outcomeOf(event: AccessLogEvent): Outcome {
  if (isAnswered(event)) return "answered";
  return isRefused(event) ? "refused" : "failed";
}

function causeOf({ perimeter, isCovered }: LineJudgement, outcome: Outcome): Cause | undefined {
  const isEnforced = perimeter.mode === "enforce";
  switch (outcome) {
    case "answered":
      return isEnforced ? "hole" : "observed";
    case "refused":
      return isEnforced && isCovered ? "perimeter-likely" : "other-policy";
    case "failed":
      return undefined;
  }
}

function summaryOf(event: AccessLogEvent, { perimeter }: LineJudgement, outcome: Outcome): string {
  const { operation, bucket, status, errorCode } = event;
  const words: Readonly<Record<Outcome, string>> = {
    answered: "was answered",
    refused: `was refused with ${errorCode ?? status}`,
    failed: `got the error ${errorCode ?? status} for`,
  };
  return `${requesterInWords(event)} ${words[outcome]} ${operation} on bucket ${bucket} from ${lineOriginInWords(event)}, which the perimeter ${perimeter.name} does not let in`;
}

function detailsOf({ status, bytesSent }: AccessLogEvent): Readonly<Record<string, string>> {
  const details: Record<string, string> = {};
  if (status !== undefined) details["HTTP status"] = String(status);
  if (bytesSent !== undefined) details["Bytes sent"] = String(bytesSent);
  return details;
}
