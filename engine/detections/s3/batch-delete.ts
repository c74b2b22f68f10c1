import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { BATCH_DELETE_NAMES, BATCH_DELETES, keysInBatch } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** One call, up to a thousand objects. */
export const s3BatchDelete = defineDetection({
  id: "s3.batch-delete",
  title: "S3 objects deleted in a batch",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, BATCH_DELETE_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, BATCH_DELETES) || isAwsItself(event)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} deleted a batch of up to ${keysInBatch(event)} objects in bucket ${event.bucket} from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 50, withinMinutes: 60, unit: "objects at most", weightOf: keysInBatch },
});
