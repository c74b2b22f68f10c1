import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { suspendsVersioning, VERSIONING_NAMES } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** From now on, what is overwritten or deleted in a bucket is lost. */
export const s3VersioningSuspended = defineBucketChange({
  id: "s3.versioning-suspended",
  title: "S3 bucket's versioning was suspended",
  enabledByDefault: true,
  severity: "high",
  names: VERSIONING_NAMES,
  matches: (event) =>
    suspendsVersioning(event)
      ? { summary: `${actorInWords(event.actor)} suspended versioning of ${bucketInWords(event)}` }
      : undefined,
});
