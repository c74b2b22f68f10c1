import { textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected } from "../facts/bucket-change";
import { defaultsOf, encryptionRules } from "../facts/encryption-rules";
import { actorInWords } from "../facts/wording";

/** New objects are encrypted with S3's own keys only, which guard nothing beyond the bucket's permissions. */
export const s3EncryptionWeakened = defineBucketChange({
  id: "s3.encryption-weakened",
  title: "S3 bucket's default encryption was deleted or weakened",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562", "TA0040:T1486"],
  description:
    "Default encryption of a bucket was deleted, which is medium, or a protected bucket's was set to S3's own keys, which is low: what it was before, the record does not say.",
  misses: [
    "a change from one KMS key to another of the own account",
    "a bucket without perimeter that is set to S3's own keys",
  ],
  falsePositives: ["buckets that are being taken down", "buckets that never had a KMS key"],
  runbook: [
    "Set the bucket's encryption back: aws s3api put-bucket-encryption with the KMS key that it had.",
    "Objects that were written since keep the weaker encryption: copy them onto themselves.",
  ],
  names: ["DeleteBucketEncryption", "PutBucketEncryption"],
  matches: (event, context) => {
    const who = actorInWords(event.actor);
    if (event.name.startsWith("Delete")) {
      return { severity: "medium", summary: `${who} deleted the default encryption of ${bucketInWords(event)}` };
    }
    const isOwn = encryptionRules(event).some((rule) => textOf(defaultsOf(rule)["SSEAlgorithm"]) === "AES256");
    if (!isOwn || !isProtected(event, context)) return undefined;
    return {
      severity: "low",
      summary: `${who} set the default encryption of ${bucketInWords(event)} to S3's own keys`,
    };
  },
});
