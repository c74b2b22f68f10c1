import { fieldsOf } from "../../events/fields";
import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { encryptionRules } from "../facts/encryption-rules";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** Objects may be encrypted with keys that only the caller has: what a ransom is asked for. */
export const s3CustomerKeysAllowed = defineBucketChange({
  id: "s3.customer-keys-allowed",
  title: "S3 bucket accepts customer-provided keys (SSE-C) again",
  status: "test",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1486"],
  description:
    "Default encryption of a bucket was written so that it no longer blocks SSE-C, which S3 blocks unless told otherwise. Whoever then encrypts objects with a key of their own holds the only copy of it.",
  misses: ["buckets that accept SSE-C already", "a configuration that says nothing of blocked types"],
  falsePositives: ["applications that bring their own keys"],
  runbook: [
    "Block SSE-C again: aws s3api put-bucket-encryption with BlockedEncryptionTypes SSE-C.",
    "Look in the data events for uploads and copies with a customer's algorithm since then, and keep the old versions of these objects.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
  names: ["PutBucketEncryption"],
  matches: (event) => {
    const isAllowed = encryptionRules(event).some(({ BlockedEncryptionTypes: blocked }) => {
      return blocked !== undefined && !listOf(fieldsOf(blocked)["EncryptionType"]).includes("SSE-C");
    });
    return isAllowed
      ? { summary: `${actorInWords(event.actor)} let ${bucketInWords(event)} accept customer-provided keys` }
      : undefined;
  },
});
