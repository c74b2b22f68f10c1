import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { BATCH_DELETE_NAMES, BATCH_DELETES, keysInBatch } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** A bucket is being emptied. */
export const s3BatchDeleteBurst = defineDetection({
  id: "s3.batch-delete-burst",
  title: "Thousands of S3 objects deleted in batches",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, BATCH_DELETE_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, BATCH_DELETES) || isAwsItself(event)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} is emptying bucket ${event.bucket} batch by batch from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 5000, withinMinutes: 10, unit: "objects at most", weightOf: keysInBatch },
});
