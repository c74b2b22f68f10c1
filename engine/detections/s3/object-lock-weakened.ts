import { type Fields, fieldsOf, isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** New objects of a bucket are no longer, or only loosely, locked against deletion. */
export const s3ObjectLockWeakened = defineBucketChange({
  id: "s3.object-lock-weakened",
  title: "S3 bucket's default retention was removed or changed",
  status: "test",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0040:T1490"],
  description:
    "The Object Lock configuration of a bucket was written. High without a default retention; medium in governance mode, which privileged users may bypass; low in compliance mode. What it was before, the record does not say.",
  misses: ["locks of single objects, of which s3.retention-bypassed tells in protected buckets"],
  falsePositives: ["buckets whose lock is being set up, at first without a default retention"],
  runbook: [
    "Compare the retention with what it is to be, and set it back: aws s3api put-object-lock-configuration.",
    "Objects that are locked already stay so: set the retention of those that were written in between.",
  ],
  names: ["PutBucketObjectLockConfiguration", "PutObjectLockConfiguration"],
  matches: (event) => {
    const configuration = elementOf(event, "ObjectLockConfiguration");
    if (!isFields(configuration)) return undefined;
    const retention = fieldsOf(fieldsOf(configuration["Rule"])["DefaultRetention"]);
    const who = actorInWords(event.actor);
    const mode = textOf(retention["Mode"]);
    if (mode === undefined) {
      return { severity: "high", summary: `${who} left ${bucketInWords(event)} without default retention` };
    }
    return {
      severity: mode === "COMPLIANCE" ? "low" : "medium",
      summary: `${who} set the default retention of ${bucketInWords(event)} to ${lengthInWords(retention)} in mode ${mode}`,
    };
  },
});

function lengthInWords({ Days, Years }: Fields): string {
  const [count, unit] = Days === undefined ? [Years, "year"] : [Days, "day"];
  if (typeof count !== "number" && typeof count !== "string") return "an unknown time";
  return Number(count) === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
