import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { defineDetection } from "../engine/define-detection";
import { COPIED_ELSEWHERE } from "../facts/blind-spots";
import { copyPatterns, deniedPatterns } from "../facts/bucket-patterns";
import { isCopiedRead, mayBeRefusedElsewhere } from "../facts/copied-request";
import { callerBucketAddress, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

/** Somebody who is let in was refused all the same: a missing permission, or a curious colleague. */
export const s3DeniedInsideAllowlist = defineDetection({
  id: "s3.denied-inside-allowlist",
  title: "S3 request from inside the allowlist was denied",
  status: "stable",
  enabledByDefault: false,
  severity: "low",
  attack: ["TA0007:T1619"],
  description:
    "A request to a protected bucket was refused although its perimeter lets it in: another policy stood in the way.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for",
    COPIED_ELSEWHERE,
    "refused copies at the bucket that they would have read, unless the error names it",
  ],
  falsePositives: ["tools that probe what they may do, and consoles that ask for more than the person may see"],
  runbook: [
    "The caller stands inside the allowlist, so the perimeter did not refuse it: a permission is missing, or another policy denies.",
    "Look at the caller's IAM policies, the bucket policy's other statements, the key's policy and the organization's policies.",
    "If the caller has no business with this bucket, treat it as somebody trying doors.",
  ],
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
