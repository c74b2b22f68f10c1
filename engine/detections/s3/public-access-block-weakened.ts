import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { DELETE_BLOCK_NAMES, PUT_BLOCK_NAMES } from "../facts/disabled-control";
import { listInWords } from "../facts/list-in-words";
import { flagsLeftOff } from "../facts/public-access-flags";
import { actorInWords } from "../facts/wording";

/** What keeps a bucket from becoming public was switched off. */
export const s3PublicAccessBlockWeakened = defineBucketChange({
  id: "s3.public-access-block-weakened",
  title: "S3 bucket's public access block was removed or weakened",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0005:T1562"],
  description:
    "A bucket's public access block was deleted, or written with one of its four switches off. The next policy or ACL may make the bucket public.",
  misses: ["whether the account's own block still covers the bucket, which no record says"],
  falsePositives: [
    "buckets that are being taken down, or made public on purpose",
    "a block that had the same switches off before",
  ],
  runbook: [
    "Turn all four switches on again: aws s3api put-public-access-block.",
    "Look whether the same caller wrote a policy or an ACL for the bucket afterwards.",
    "Turn on the account's public access block, which no bucket can undo.",
  ],
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
