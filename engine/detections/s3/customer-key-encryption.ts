import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { CUSTOMER_KEY_NAMES, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(CUSTOMER_KEY_NAMES);

/** AWS keeps no copy of such a key, so that without it nobody ever reads the object again. */
export const s3CustomerKeyEncryption = defineDetection({
  id: "s3.customer-key-encryption",
  title: "S3 object encrypted with a key that only the caller has (SSE-C)",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1486"],
  description:
    "An object in a protected bucket was written with server-side encryption under a key of the caller's own. Ransomware does that; hardly " +
    "anybody else does, and new buckets refuse it unless told otherwise. s3.customer-key-encryption-burst says when it becomes many.",
  misses: [
    "objects that were encrypted before their upload",
    "multipart uploads whose records lack both the header and what S3 applied",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["an application that keeps its own keys on purpose: suppress it by its role and bucket"],
  runbook: [
    "Ask the caller's owner whether the application keeps its own keys. If it does not, revoke its sessions and keys at once.",
    "Refuse SSE-C for the bucket with BlockedEncryptionTypes in its default encryption.",
    "Restore the objects from their earlier versions or from backups.",
  ],
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
