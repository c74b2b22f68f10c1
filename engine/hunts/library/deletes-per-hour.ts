import { defineHunt } from "../define-hunt";
import { BUCKET, PRINCIPAL } from "../sql/sql-parts";

export const deletesPerHour = defineHunt({
  id: "deletes-per-hour",
  title: "Deletions in S3 per hour",
  question: "Who deleted how much, and when?",
  log: "CloudTrail data events",
  table: "cloudtrail",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT hour, principal, bucket, count(*) AS deletions,
  count(*) FILTER (WHERE eventname IN ('DeleteObjects', 'DeleteMultipleObjects')) AS batches,
  count(*) FILTER (WHERE versionid IS NOT NULL) AS forgood, count(errorcode) AS failed
FROM (
  SELECT substr(eventtime, 1, 13) AS hour, eventname, errorcode, ${PRINCIPAL} AS principal, ${BUCKET} AS bucket,
    json_extract_scalar(requestparameters, '$.versionId') AS versionid
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND eventsource = 's3.amazonaws.com'
    AND eventname IN ('DeleteObject', 'DeleteObjects', 'DeleteMultipleObjects', 'DeleteBucket')
) AS requests
WHERE :bucket = '' OR bucket = :bucket
GROUP BY hour, principal, bucket
ORDER BY deletions DESC, hour, principal, bucket
LIMIT :limit`,
  lookFor: [
    "a batch stands for up to a thousand objects, and its record names none: access-log-batch-deletes names them",
    "versions that are deleted for good cannot be restored from the bucket",
    "deletions right after copies-to-other-accounts or bytes-out of the same principal",
  ],
  chart: { kind: "time", of: ["hour"], value: "deletions" },
});
