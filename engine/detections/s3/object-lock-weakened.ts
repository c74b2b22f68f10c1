import { type Fields, fieldsOf, isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** New objects of a bucket are no longer, or only loosely, locked against deletion. */
export const s3ObjectLockWeakened = defineBucketChange({
  id: "s3.object-lock-weakened",
  title: "S3 bucket's default retention was removed or changed",
  enabledByDefault: true,
  severity: "low",
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
