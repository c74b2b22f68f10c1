import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { DELETE_BLOCK_NAMES, PUT_BLOCK_NAMES } from "../facts/disabled-control";
import { listInWords } from "../facts/list-in-words";
import { flagsLeftOff } from "../facts/public-access-flags";
import { actorInWords } from "../facts/wording";

/** What keeps a bucket from becoming public was switched off. */
export const s3PublicAccessBlockWeakened = defineBucketChange({
  id: "s3.public-access-block-weakened",
  title: "S3 bucket's public access block was removed or weakened",
  enabledByDefault: true,
  severity: "high",
  names: [...PUT_BLOCK_NAMES, ...DELETE_BLOCK_NAMES],
  matches: (event) => {
    const who = actorInWords(event.actor);
    if (event.name.startsWith("Delete")) {
      return { summary: `${who} deleted the public access block of ${bucketInWords(event)}` };
    }
    const off = flagsLeftOff(elementOf(event, "PublicAccessBlockConfiguration"));
    if (off.length === 0) return undefined;
    return { summary: `${who} wrote a public access block for ${bucketInWords(event)} without ${listInWords(off, 4)}` };
  },
});
