import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3Access } from "../../events/cloudtrail/s3-event-names";
import type { Severity } from "../../severity";
import { defineDetection } from "../engine/define-detection";
import { isServiceOwned } from "../facts/aws-itself";
import { accessPatterns, copyPatterns } from "../facts/bucket-patterns";
import { callerBucketAddress, type Judgement, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

/** A stranger got in: through a hole where the perimeter is enforced, and as expected where it only observes. */
export const s3AccessOutsideAllowlist = defineDetection({
  id: "s3.access-outside-allowlist",
  title: "S3 request from outside the allowlist succeeded",
  enabledByDefault: true,
  severity: "medium",
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
