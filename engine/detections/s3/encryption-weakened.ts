import { textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected } from "../facts/bucket-change";
import { defaultsOf, encryptionRules } from "../facts/encryption-rules";
import { actorInWords } from "../facts/wording";

/** New objects are encrypted with S3's own keys only, which guard nothing beyond the bucket's permissions. */
export const s3EncryptionWeakened = defineBucketChange({
  id: "s3.encryption-weakened",
  title: "S3 bucket's default encryption was deleted or weakened",
  enabledByDefault: true,
  severity: "low",
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
