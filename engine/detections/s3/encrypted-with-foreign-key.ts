import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { ENCRYPTING_NAMES, kmsKeyAccountOf, kmsKeyOf } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(ENCRYPTING_NAMES);

/** Whoever owns the key decides who reads the object. */
export const s3EncryptedWithForeignKey = defineDetection({
  id: "s3.encrypted-with-foreign-key",
  title: "S3 object encrypted with a KMS key of an account that is not trusted",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1486"],
  description:
    "An object in a protected bucket was written, copied or encrypted anew under a KMS key of an account that is not trusted. Its owner can " +
    "take the key away and hold the data to ransom.",
  misses: [
    "a foreign key that the record names without its account, by a bare id or alias, and that S3's answer does not name either",
    "keys of the own account that somebody else controls or schedules for deletion",
    ACCESS_POINTS,
    OTHER_BUCKETS,
  ],
  falsePositives: ["a central account for keys that is not listed among the trusted ones yet"],
  runbook: [
    "Ask whether the key's account is yours. If so, add it to the trusted accounts in palisade.yaml.",
    "If not, revoke the caller's sessions and keys at once: every further object is lost, too.",
    "Restore the objects from their earlier versions or from backups, and do not delete anything before.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => callsToProtectedBuckets(settings, ENCRYPTING_NAMES),
  matches: (event, context) => {
    if (!isProtectedCall(event, context, NAMES)) return undefined;
    const account = kmsKeyAccountOf(event);
    if (account === undefined || context.isTrustedAccount(account)) return undefined;
    return {
      summary: `${actorInWords(event.actor)} encrypted an object in bucket ${event.bucket} with a key of account ${account}, which is not trusted, from ${originInWords(event)}`,
      details: { "Key's account": account, "KMS key": kmsKeyOf(event) ?? account },
    };
  },
  dedupBy: callerBucket,
});
