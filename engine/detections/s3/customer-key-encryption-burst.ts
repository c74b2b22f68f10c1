import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { CUSTOMER_KEY_NAMES, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(CUSTOMER_KEY_NAMES);

/** Ransomware at work. */
export const s3CustomerKeyEncryptionBurst = defineDetection({
  id: "s3.customer-key-encryption-burst",
  title: "Many S3 objects encrypted with a key that only the caller has (SSE-C)",
  status: "stable",
  enabledByDefault: true,
  severity: "critical",
  attack: ["TA0040:T1486"],
  description:
    "One caller wrote 20 objects or parts of a protected bucket within 15 minutes under a key of its own, which is how ransomware that uses " +
    "S3's own encryption looks; an alert of it is critical. Elastic's rule counts 20 as well, Panther's 50 within an hour.",
  misses: ["objects that were encrypted before their upload", BY_SEVERAL, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: ["an application that keeps its own keys on purpose: suppress it by its role and bucket"],
  runbook: [
    "Revoke the caller's sessions and keys now, before more objects are lost.",
    "Refuse SSE-C for the bucket with BlockedEncryptionTypes in its default encryption, and check that versioning is still enabled.",
    "Restore the objects from their earlier versions or from backups.",
  ],
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
