import { defineBucketChange, elementOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { FLAG_COUNT, flagsLeftOff } from "../facts/public-access-flags";
import { actorInWords } from "../facts/wording";

/** What keeps all buckets of an account from becoming public was switched off. */
export const s3AccountPublicAccessBlockWeakened = defineBucketChange({
  id: "s3.account-public-access-block-weakened",
  title: "Account's S3 public access block was removed or weakened",
  enabledByDefault: true,
  severity: "high",
  names: ["PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock"],
  matches: (event) => {
    const who = actorInWords(event.actor);
    const where = `account ${event.account ?? "unknown"}`;
    if (event.name.startsWith("Delete")) {
      return { severity: "critical", summary: `${who} deleted the public access block of ${where}` };
    }
    const off = flagsLeftOff(elementOf(event, "PublicAccessBlockConfiguration"));
    if (off.length === 0) return undefined;
    return {
      severity: off.length === FLAG_COUNT ? "critical" : "high",
      summary: `${who} wrote a public access block for ${where} without ${listInWords(off, 4)}`,
    };
  },
});
