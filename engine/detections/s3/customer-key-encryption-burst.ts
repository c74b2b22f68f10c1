import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { CUSTOMER_KEY_NAMES, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(CUSTOMER_KEY_NAMES);

/** Ransomware at work. */
export const s3CustomerKeyEncryptionBurst = defineDetection({
  id: "s3.customer-key-encryption-burst",
  title: "Many S3 objects encrypted with a key that only the caller has (SSE-C)",
  enabledByDefault: true,
  severity: "critical",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, CUSTOMER_KEY_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES) || !usesCustomerKey(event)) return undefined;
    return {
      severity: "critical",
      summary: `${actorInWords(event.actor)} is encrypting object after object in bucket ${event.bucket} with a key that AWS does not have, from ${originInWords(event)}`,
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 20, withinMinutes: 15, unit: "objects or parts" },
});
