import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { copyOf } from "../facts/copy";
import { asksForEncryption, kmsKeyAccountOf, kmsKeyOf, usesCustomerKey } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(["CopyObject", "UpdateObjectEncryption"]);

/** Objects copied onto themselves with another encryption: a migration, or ransomware with a KMS key. */
export const s3EncryptedInPlace = defineDetection({
  id: "s3.encrypted-in-place",
  title: "Many S3 objects encrypted anew in place",
  enabledByDefault: true,
  severity: "high",
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
