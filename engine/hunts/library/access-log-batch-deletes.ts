import { defineHunt } from "../define-hunt";

export const accessLogBatchDeletes = defineHunt({
  id: "access-log-batch-deletes",
  title: "Keys that batch deletions deleted",
  question: "Which objects went in a batch deletion, of which CloudTrail names none?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [
    { name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" },
    {
      name: "prefix",
      type: "text",
      description: "beginning of the keys, as the log encodes them; empty for all",
      default: "",
    },
  ],
  sql: `SELECT access_time(requestdatetime) AS time, bucket_name AS bucket, key, versionid, httpstatus AS status,
  coalesce(requester, 'anonymous') AS requester, remoteip AS address, requestid
FROM access_logs
WHERE day BETWEEN :since AND :until AND operation = 'BATCH.DELETE.OBJECT'
  AND (:bucket = '' OR bucket_name = :bucket) AND starts_with(coalesce(key, ''), :prefix)
ORDER BY time, requestid, key
LIMIT :limit`,
  lookFor: [
    "the rows of one request share its request id; CloudTrail's DeleteObjects with the same id says who",
    "keys are as the log has them, encoded twice",
    "access logs are delivered as well as AWS can, within hours, and not each line arrives",
  ],
});
