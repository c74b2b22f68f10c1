import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { defineDetection } from "../engine/define-detection";
import { copyPatterns, deniedPatterns } from "../facts/bucket-patterns";
import { isCopiedRead, mayBeRefusedElsewhere } from "../facts/copied-request";
import { callerBucketAddress, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

/** An allowed caller was refused all the same: a missing permission, or a curious colleague. */
export const s3DeniedInsideAllowlist = defineDetection({
  id: "s3.denied-inside-allowlist",
  title: "S3 request from inside the allowlist was denied",
  enabledByDefault: false,
  severity: "low",
  log: "CloudTrail data events",
  purpose: "denied",
  patterns: (settings) => [...deniedPatterns(settings), ...copyPatterns(settings, { outcome: "denied" })],
  asksEachBucket: true,
  matches: (event, context) => {
    if (!isDenied(event.errorCode)) return undefined;
    if (isCopiedRead(event) && mayBeRefusedElsewhere(event)) return undefined;
    const judgement = judge(event, context);
    if (judgement?.caller.kind !== "allowed" || judgement.caller.because === "aws-service") return undefined;
    const who = actorInWords(event.actor);
    return {
      severity: "low",
      cause: "other-policy",
      summary: `${who} was refused ${requestInWords(event)} from ${originInWords(event)}, which the perimeter ${judgement.perimeter.name} lets in`,
    };
  },
  dedupBy: callerBucketAddress,
});
