import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { CallDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { isAwsItself } from "./aws-itself";
import { BATCH_DELETE_NAMES, BATCH_DELETES, keysInBatch } from "./deletions";
import { callerBucket, isProtectedCall } from "./protected-call";

interface Limit {
  readonly reach: number;
  readonly withinMinutes: number;
  readonly summary: (event: CloudTrailEvent) => string;
}

/** One caller's batch deletions in a protected bucket, once they may have deleted so many objects. */
export function batchDeletes({
  reach,
  withinMinutes,
  summary,
}: Limit): Pick<CallDetection, "patterns" | "matches" | "dedupBy" | "state"> {
  return {
    patterns: (settings) => callsToProtectedBuckets(settings, BATCH_DELETE_NAMES),
    matches: (event, context) =>
      isProtectedCall(event, context, BATCH_DELETES) && !isAwsItself(event) ? { summary: summary(event) } : undefined,
    dedupBy: callerBucket,
    state: { kind: "threshold", reach, withinMinutes, unit: "objects at most", weightOf: keysInBatch },
  };
}
