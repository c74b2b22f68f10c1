import { fieldsOf } from "../../events/fields";
import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { encryptionRules } from "../facts/encryption-rules";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** Objects may be encrypted with keys that only the caller has: what a ransom is asked for. */
export const s3CustomerKeysAllowed = defineBucketChange({
  id: "s3.customer-keys-allowed",
  title: "S3 bucket accepts customer-provided keys (SSE-C) again",
  enabledByDefault: true,
  severity: "high",
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
