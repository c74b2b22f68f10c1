import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, BY_SEVERAL, OTHER_BUCKETS } from "../facts/blind-spots";
import { copyOf } from "../facts/copy";
import { asksForEncryption, kmsKeyAccountOf, kmsKeyOf, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CopyObject", "UpdateObjectEncryption"]);

/** Objects copied onto themselves with another encryption: a migration, or ransomware with a KMS key. */
export const s3EncryptedInPlace = defineDetection({
  id: "s3.encrypted-in-place",
  title: "Many S3 objects encrypted anew in place",
  status: "test",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1486"],
  description:
    "One caller copied 20 objects of a protected bucket onto themselves within 15 minutes with an encryption that the request chose, or " +
    "changed the encryption of as many; critical if the key is of an account that is not trusted. Objects under the caller's own key (SSE-C) " +
    "are s3.customer-key-encryption-burst's.",
  misses: [
    "objects over 5 GB, which are copied in parts that do not name the encryption",
    "objects that are downloaded, and uploaded again under another key",
    BY_SEVERAL,
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a planned change of a bucket's key, which encrypts its old objects anew"],
  runbook: [
    "Ask whether somebody is changing the bucket's key at this time, and whether the key in the alert is the planned one.",
    "If not, revoke the caller's sessions and keys, and see in the key's policy that you can still use the key and cancel its deletion.",
    "Restore the objects from their earlier versions or from backups.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, [...NAMES]),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES) || usesCustomerKey(event) || !changesEncryption(event))
      return undefined;
    const account = kmsKeyAccountOf(event);
    const key = kmsKeyOf(event);
    return {
      severity: account === undefined || context.isTrustedAccount(account) ? "high" : "critical",
      summary: `${actorInWords(event.actor)} is encrypting object after object in bucket ${event.bucket} anew, from ${originInWords(event)}`,
      ...(key !== undefined && { details: { "KMS key": key } }),
    };
  },
  dedupBy: callerBucket,
  state: { kind: "threshold", reach: 20, withinMinutes: 15, unit: "objects" },
});

function changesEncryption(event: CloudTrailEvent): boolean {
  if (event.name === "UpdateObjectEncryption") return true;
  const { source, destination } = copyOf(event);
  return source.bucket === destination.bucket && source.key === destination.key && asksForEncryption(event);
}
