import { fieldsOf, textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { SINGLE_DELETES } from "../facts/deletions";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

/** A caller that deletes versions wants no one to get the objects back. */
export const s3VersionPurge = defineDetection({
  id: "s3.version-purge",
  title: "Many S3 object versions deleted for good",
  enabledByDefault: true,
  severity: "high",
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
