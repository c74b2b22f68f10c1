import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { CallDetection, Verdict } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { CUSTOMER_KEY_NAMES, usesCustomerKey } from "./encryption";
import { callerBucket, isProtectedCall } from "./protected-call";

const NAMES: ReadonlySet<string> = new Set(CUSTOMER_KEY_NAMES);

/** Writes to protected buckets under a key that only the caller has, and what to say about one. */
export function customerKeyWrites(
  verdict: (event: CloudTrailEvent) => Verdict,
): Pick<CallDetection, "patterns" | "matches" | "dedupBy"> {
  return {
    patterns: (settings) => callsToProtectedBuckets(settings, CUSTOMER_KEY_NAMES),
    matches: (event, context) =>
      isProtectedCall(event, context, NAMES) && usesCustomerKey(event) ? verdict(event) : undefined,
    dedupBy: callerBucket,
  };
}
