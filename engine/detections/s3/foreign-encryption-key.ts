import { textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { defaultsOf, encryptionRules } from "../facts/encryption-rules";
import { accountIn } from "../facts/principals";
import { isStranger } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** From now on a stranger decides who can read what is written to a bucket. */
export const s3ForeignEncryptionKey = defineBucketChange({
  id: "s3.foreign-encryption-key",
  title: "S3 bucket encrypts with a foreign account's key",
  enabledByDefault: true,
  severity: "medium",
  names: ["PutBucketEncryption"],
  matches: (event, context) => {
    const keys = encryptionRules(event).flatMap((rule) => textOf(defaultsOf(rule)["KMSMasterKeyID"]) ?? []);
    // A key or alias without ARN is of the bucket's own account.
    const key = keys.find((id) => id.startsWith("arn:") && isForeign(accountIn(id)));
    if (key === undefined) return undefined;
    const account = accountIn(key);
    const whose = account === undefined ? "of which the account cannot be read" : `of account ${account}`;
    return {
      severity: account === undefined ? "medium" : "high",
      summary: `${actorInWords(event.actor)} set the default encryption of ${bucketInWords(event)} to a key ${whose}`,
      details: { Key: key, ...(account !== undefined && { "Foreign account": account }) },
    };

    function isForeign(owner: string | undefined): boolean {
      return owner === undefined || isStranger(owner, event, context);
    }
  },
});
