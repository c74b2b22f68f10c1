import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_LOGS, ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { BATCH_DELETE_NAMES, BATCH_DELETES, keysInBatch } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** A bucket is being emptied. */
export const s3BatchDeleteBurst = defineDetection({
  id: "s3.batch-delete-burst",
  title: "Thousands of S3 objects deleted in batches",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1485"],
  description:
    "One caller deleted up to 5,000 objects of a protected bucket within ten minutes with DeleteObjects: five calls, each of which counts as " +
    "a thousand unless its record lists the keys.",
  misses: [
    ACCESS_LOGS,
    "that S3 refused some or all keys, which it tells only the caller",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a bucket or a large prefix that is emptied on purpose, and jobs that rewrite whole partitions"],
  runbook: [
    "Ask the caller's owner now whether the bucket is emptied on purpose. If not, revoke its sessions and keys.",
    "See in the access logs under BATCH.DELETE.OBJECT which keys are gone.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
  ],
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
