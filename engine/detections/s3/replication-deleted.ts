import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** What is written to a bucket has no second copy any more. */
export const s3ReplicationDeleted = defineBucketChange({
  id: "s3.replication-deleted",
  title: "S3 bucket's replication was deleted",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0040:T1490"],
  description: "Replication of a bucket was deleted: what is written from now on has no copy elsewhere.",
  misses: ["replication rules that are disabled instead of deleted"],
  falsePositives: ["buckets that are being taken down or moved"],
  runbook: [
    "Set the replication up again, and copy what was written in between with S3 Batch Replication.",
    "Look whether the same caller suspended versioning or deleted objects afterwards.",
  ],
  names: ["DeleteBucketReplication"],
  matches: (event) => ({ summary: `${actorInWords(event.actor)} deleted the replication of ${bucketInWords(event)}` }),
});
