import { fieldsOf, textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { SINGLE_DELETES } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** Whoever deletes versions wants nobody to get the objects back. */
export const s3VersionPurge = defineDetection({
  id: "s3.version-purge",
  title: "Many S3 object versions deleted for good",
  status: "test",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1490", "TA0040:T1485"],
  description:
    "One caller deleted 20 versions of objects of a protected bucket within 15 minutes by their ids. Unlike an ordinary deletion this leaves " +
    "nothing to restore.",
  misses: [
    "versions that are deleted in batches, whose records name no versions; s3.batch-delete sees the calls",
    "versions that a lifecycle rule expires",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "somebody who empties a versioned bucket in order to delete it, and delete markers that are taken away to restore objects",
  ],
  runbook: [
    "Ask the caller's owner now whether the bucket is emptied on purpose. If not, revoke its sessions and keys.",
    "See under MFA delete and Object Lock whether the bucket could have refused, and switch one on before the next time.",
    "Restore the objects from a replica or from backups: the bucket itself no longer holds them.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, [...SINGLE_DELETES]),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, SINGLE_DELETES) || isAwsItself(event)) return undefined;
    if (textOf(fieldsOf(event.record["requestParameters"])["versionId"]) === undefined) return undefined;
    return {
      summary: `${actorInWords(event.actor)} is deleting versions of objects in bucket ${event.bucket} for good, from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 20, withinMinutes: 15, unit: "versions" },
});
