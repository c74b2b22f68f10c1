import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { CUSTOMER_KEY_NAMES, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(CUSTOMER_KEY_NAMES);

/** AWS keeps no copy of such a key, so that without it nobody ever reads the object again. */
export const s3CustomerKeyEncryption = defineDetection({
  id: "s3.customer-key-encryption",
  title: "S3 object encrypted with a key that only the caller has (SSE-C)",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, CUSTOMER_KEY_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES) || !usesCustomerKey(event)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} encrypted an object in bucket ${event.bucket} with a key that AWS does not have, from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
});
