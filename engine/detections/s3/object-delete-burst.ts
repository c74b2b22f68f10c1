import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { SINGLE_DELETES } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Objects go one by one. */
export const s3ObjectDeleteBurst = defineDetection({
  id: "s3.object-delete-burst",
  title: "Many S3 objects deleted, one after the other",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1485"],
  description:
    "One caller deleted 50 objects or versions of a protected bucket within an hour, call by call, as in Panther's rule. " +
    "s3.batch-delete sees calls that delete many at once.",
  misses: [
    "a lifecycle rule that expires objects, which is no call; the rule's change is one",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications that clean up after themselves: raise the threshold, or suppress their role and bucket",
  ],
  runbook: [
    "Ask the caller's owner whether this is a clean-up. If not, revoke its sessions and keys.",
    "In a versioned bucket remove the delete markers to get the objects back. Else restore them from backups.",
    "See in the access logs which keys are gone.",
  ],
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
