import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { fieldsOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { type CallOptions, callsToProtectedBuckets } from "../engine/rule-patterns";
import { copyPatterns } from "../facts/bucket-patterns";
import { callerBucketAddress, judge } from "../facts/judge";
import { actorInWords, originInWords, requestInWords } from "../facts/wording";

const BY_URL: CallOptions = {
  outcome: "any",
  detail: { additionalEventData: { AuthenticationMethod: ["QueryString"] } },
};

/** A link was passed on. */
export const s3PresignedUrlOutsideAllowlist = defineDetection({
  id: "s3.presigned-url-outside-allowlist",
  title: "Presigned S3 URL used from outside the allowlist",
  enabledByDefault: false,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [
    ...callsToProtectedBuckets(settings, OBJECT_EVENT_NAMES, BY_URL),
    ...copyPatterns(settings, BY_URL),
  ],
  asksEachBucket: true,
  matches: (event, context) => {
    if (event.errorCode !== undefined && !isDenied(event.errorCode)) return undefined;
    if (fieldsOf(event.record["additionalEventData"])["AuthenticationMethod"] !== "QueryString") return undefined;
    const judgement = judge(event, context);
    if (judgement === undefined || !judgement.isCovered || judgement.caller.kind !== "denied") return undefined;
    const outcome = event.errorCode === undefined ? "used" : "refused";
    return {
      summary: `a URL signed by ${actorInWords(event.actor)} was ${outcome} for ${requestInWords(event)} from ${originInWords(event)}, outside the perimeter ${judgement.perimeter.name}`,
    };
  },
  dedupBy: callerBucketAddress,
});
