import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { s3Access } from "../../events/cloudtrail/s3-event-names";
import { type Cause, defineDetection } from "../engine/define-detection";
import { copyPatterns, deniedPatterns } from "../facts/bucket-patterns";
import { causeOfDenial, namedPolicy } from "../facts/cause";
import { isCopiedRead, mayBeRefusedElsewhere } from "../facts/copied-request";
import { callerBucketAddress, type Judgement, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

/** A stranger was turned away: by the perimeter, or by another policy before it came to that. */
export const s3BlockedOutsideAllowlist = defineDetection({
  id: "s3.blocked-outside-allowlist",
  title: "S3 request from outside the allowlist was blocked",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "denied",
  patterns: (settings) => [...deniedPatterns(settings), ...copyPatterns(settings, { outcome: "denied" })],
  asksEachBucket: true,
  matches: (event, context) => {
    if (!isDenied(event.errorCode)) return undefined;
    const judgement = judge(event, context);
    if (judgement === undefined || judgement.caller.kind === "allowed") return undefined;
    const named = namedPolicy(event);
    // A record may hide whether a caller is inside, as it hides a foreign caller's ARN. The refusal speaks for a stranger, unless it
    // names a policy with which the perimeter has nothing to do.
    const isElsewhere = mayBeRefusedElsewhere(event);
    if (judgement.caller.kind === "undecided" && (named === "other-policy" || (isElsewhere && isCopiedRead(event))))
      return undefined;
    const { perimeter, isCovered, caller } = judgement;
    const isInForce = perimeter.mode === "enforce" && isCovered;
    const cause = isInForce
      ? causeOfDenial(isElsewhere && named === "resource-policy" ? "unsaid" : named, caller.kind)
      : "other-policy";
    return {
      severity: s3Access(event) === "read" ? "medium" : "high",
      cause,
      summary: summaryOf(event, judgement, cause),
    };
  },
  dedupBy: callerBucketAddress,
});

const BY: Readonly<Partial<Record<Cause, string>>> = {
  "perimeter-certain": "by the perimeter",
  "perimeter-likely": "very likely by the perimeter",
};

function summaryOf(event: CloudTrailEvent, { perimeter }: Judgement, cause: Cause): string {
  const by = BY[cause] ?? "by a policy other than the perimeter";
  const who = actorInWords(event.actor);
  const where = originInWords(event);
  return `${who} was refused ${requestInWords(event)} from ${where}, ${by} ${perimeter.name}`;
}
