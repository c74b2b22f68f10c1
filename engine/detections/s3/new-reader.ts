import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { DOWNLOAD_NAMES, DOWNLOADS } from "../facts/downloads";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Few callers read a bucket, and they are the same ones for months. */
export const s3NewReader = defineDetection({
  id: "s3.new-reader",
  title: "Protected S3 bucket read by a caller that never read it before",
  enabledByDefault: false,
  severity: "low",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, DOWNLOAD_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, DOWNLOADS) || isAwsItself(event)) return undefined;
    return {
      severity: event.actor.kind === "foreign-account" ? "medium" : "low",
      summary: `${actorInWords(event.actor)} read bucket ${event.bucket} from ${originInWords(event)} for the first time`,
    };
  },
  dedupBy: callerBucket,
  state: {
    kind: "first-seen",
    by: ({ bucket }) => [bucket ?? ""],
    valueOf: ({ actor }) => actor.id,
    learningDays: 14,
  },
});
