import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { ENCRYPTING_NAMES, kmsKeyAccountOf, kmsKeyOf } from "../facts/encryption";
import { callerBucket, isProtectedCall } from "../facts/protected-call";
import { actorInWords, originInWords } from "../facts/wording";

const NAMES: ReadonlySet<string> = new Set(ENCRYPTING_NAMES);

/** The owner of the key decides who reads the object. */
export const s3EncryptedWithForeignKey = defineDetection({
  id: "s3.encrypted-with-foreign-key",
  title: "S3 object encrypted with a KMS key of an account that is not trusted",
  enabledByDefault: true,
  severity: "high",
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
