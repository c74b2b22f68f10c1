import { bucketInWords, defineBucketChange, isProtected } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** A bucket is gone, and its name is anyone's. */
export const s3BucketDeleted = defineBucketChange({
  id: "s3.bucket-deleted",
  title: "S3 bucket was deleted",
  enabledByDefault: true,
  severity: "medium",
  names: ["DeleteBucket"],
  matches: (event, context) => {
    const isLogs = event.bucket !== undefined && context.isLogBucket(event.bucket);
    return {
      severity: isLogs || isProtected(event, context) ? "high" : "medium",
      summary: `${actorInWords(event.actor)} deleted ${bucketInWords(event)}`,
    };
  },
});
