import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { OBJECT_EVENT_NAMES } from "../../events/cloudtrail/s3-event-names";
import { fieldsOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { type CallOptions, callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, COPIED_ELSEWHERE, OTHER_BUCKETS } from "../facts/blind-spots";
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
  status: "test",
  enabledByDefault: false,
  severity: "medium",
  attack: ["TA0009:T1530"],
  description:
    "A URL that somebody had signed for an object of a protected bucket was used from outside the perimeter, with success or without. Off by " +
    "default, because s3.blocked-outside-allowlist and s3.access-outside-allowlist report the same requests; this one says that a link got " +
    "around, and that its signer need not be the caller.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for",
    "URLs whose signature was wrong or expired",
    ACCESS_POINTS,
    COPIED_ELSEWHERE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that hand such links to people outside, which the perimeter blocks once it is enforced",
  ],
  runbook: [
    "Find out which application signed the URL, and for whom: the identity in the alert is the signer's.",
    "If the link leaked, revoke the signer's sessions, which ends all links signed with them.",
    "Sign for minutes instead of days, and limit the age with s3:signatureAge in the bucket's policy.",
  ],
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
