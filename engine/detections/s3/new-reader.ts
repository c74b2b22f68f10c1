import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { DOWNLOAD_NAMES, DOWNLOADS } from "../facts/downloads";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Few callers read a bucket, and they are the same ones for months. */
export const s3NewReader = defineDetection({
  id: "s3.new-reader",
  title: "Protected S3 bucket read by a caller that never read it before",
  status: "experimental",
  enabledByDefault: false,
  severity: "low",
  attack: ["TA0009:T1530"],
  description:
    "A role, user or account read an object of a protected bucket for the first time; medium for another account's. Instead of a list of " +
    "who may read what, each bucket's readers are learned, over the detection's first 14 days. Off by default, because each read is looked up.",
  misses: [
    "readers that come in the detection's first 14 days, counted from the first read that it sees",
    "readers of a bucket that has had 2,000 of them",
    "strangers who use a known reader's credentials",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "new applications and colleagues, once each",
    "a bucket that is protected later than others: its readers, once each",
  ],
  runbook: [
    "Ask the caller's owner what it reads the bucket for.",
    "If it has no business there, take the permission away and see what it read.",
  ],
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
