import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { SINGLE_DELETES } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Objects go one by one. */
export const s3ObjectDeleteBurst = defineDetection({
  id: "s3.object-delete-burst",
  title: "Many S3 objects deleted, one after the other",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, [...SINGLE_DELETES]),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, SINGLE_DELETES) || isAwsItself(event)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} is deleting object after object in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 50, withinMinutes: 60, unit: "deletions" },
});
