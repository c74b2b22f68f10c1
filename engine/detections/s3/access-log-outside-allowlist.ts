import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { isAnswered, isRefused, PREFLIGHT } from "../../events/access-log/operations";
import { type Cause, defineAccessLogDetection } from "../engine/define-detection";
import { judgeLine, type LineJudgement, lineCallerBucketAddress } from "../facts/access-log-judge";
import { LATE, lineOriginInWords, OTHER_BUCKETS, requesterInWords } from "../facts/access-log-wording";
import { isAwsItself } from "../facts/aws-itself";

/** A stranger asked, whatever was answered: what Panther's rule of the same idea sees, with the perimeters' own allowlists. */
export const s3AccessLogOutsideAllowlist = defineAccessLogDetection({
  id: "s3.access-log-outside-allowlist",
  title: "S3 access log shows a request from outside the allowlist",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0009:T1530"],
  description:
    "A request to a protected bucket came from an address that its perimeter does not let in. It was answered (high), refused (medium), or ended in another error such as NoSuchKey (medium). " +
    "CloudTrail tells most of these sooner; the access log also has those that CloudTrail never records. `accessLogs.monitor` in " +
    "palisade.yaml narrows it to some buckets.",
  misses: [
    "lines without an address, and those of AWS services, which an address does not place",
    "requests from a private address where the perimeter lets in VPCs or endpoints: lines do not say which one it was",
    "sessions of a role whose name would be let in under a path: lines leave the path out",
    "browsers' preflight requests, of which no policy is asked",
    "where the scope is data, requests about a bucket's settings, and the listing of its keys unless it was refused",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "colleagues whose network is not on the allowlist yet",
    "AWS services that act on a caller's behalf, which lines do not say",
  ],
  runbook: [
    "Look at the status: below 400 the request was answered, so look whether the bucket's policy still has the perimeter's Deny, run a plan, and apply.",
    "Ask whether the caller is one of yours at a new address. If so, add the network under `allow` in palisade.yaml and deploy.",
    "If nobody knows the caller, revoke the credentials that it used, treat what it read as disclosed, and tell those whom the data concerns.",
  ],
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
