import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Access } from "../../events/cloudtrail/s3-event-names";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { isServiceOwned } from "../facts/aws-itself";
import { ACCESS_POINTS, COPIED_ELSEWHERE } from "../facts/blind-spots";
import { accessPatterns, copyPatterns } from "../facts/bucket-patterns";
import { callerBucketAddress, type Judgement, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

/** A stranger got in: through a hole where the perimeter is enforced, and as expected where it only observes. */
export const s3AccessOutsideAllowlist = defineDetection({
  id: "s3.access-outside-allowlist",
  title: "S3 request from outside the allowlist succeeded",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0009:T1530", "TA0010:T1567"],
  description:
    "A request to a protected bucket succeeded although the perimeter denies it (a hole: the policy is missing, was changed, or is not " +
    "applied yet), or would deny it once it is enforced.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for: a foreign caller's ARN, the VPC behind an endpoint, whether a role acted itself or a service for it",
    "requests that ended in another error, such as NoSuchKey, after they had passed the policy",
    "reads of a bucket's settings, and with scope data the listing of its keys, which the statement does not cover",
    ACCESS_POINTS,
    COPIED_ELSEWHERE,
  ],
  falsePositives: [
    "DeleteObjects, which S3 answers with success even when it refused every single key",
    "the minutes between a change of the allowlist and its deployment",
  ],
  runbook: [
    "Where the perimeter is enforced it has a hole: look in the bucket's policy whether its Deny is still there, run a plan, and apply.",
    "Where it only observes, add the caller's network under `allow` if it is one of yours, before `mode: enforce` locks it out.",
    "If nobody knows the caller, revoke its credentials, and treat what was read as disclosed.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [...accessPatterns(settings), ...copyPatterns(settings, { outcome: "success" })],
  asksEachBucket: true,
  matches: (event, context) => {
    if (event.errorCode !== undefined) return undefined;
    const judgement = judge(event, context);
    if (judgement === undefined || !judgement.isCovered || judgement.caller.kind !== "denied") return undefined;
    if (isServiceOwned(event.actor)) return undefined;
    const isHole = judgement.perimeter.mode === "enforce";
    return {
      severity: severityOf(isHole, s3Access(event) !== "read"),
      cause: isHole ? "hole" : "observed",
      summary: summaryOf(event, judgement),
    };
  },
  dedupBy: callerBucketAddress,
});

function severityOf(isHole: boolean, changes: boolean): Severity {
  if (isHole) return changes ? "critical" : "high";
  return changes ? "high" : "medium";
}

function summaryOf(event: CloudTrailEvent, { perimeter }: Judgement): string {
  const what = `${actorInWords(event.actor)} succeeded with ${requestInWords(event)} from ${originInWords(event)}`;
  return perimeter.mode === "enforce"
    ? `${what}, although the perimeter ${perimeter.name} denies it`
    : `${what}; the perimeter ${perimeter.name} would have denied it`;
}
