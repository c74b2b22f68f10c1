import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** What is written to a bucket has no second copy any more. */
export const s3ReplicationDeleted = defineBucketChange({
  id: "s3.replication-deleted",
  title: "S3 bucket's replication was deleted",
  enabledByDefault: true,
  severity: "medium",
  names: ["DeleteBucketReplication"],
  matches: (event) => ({ summary: `${actorInWords(event.actor)} deleted the replication of ${bucketInWords(event)}` }),
});
