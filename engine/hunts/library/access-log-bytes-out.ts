import { defineHunt } from "../define-hunt";

export const accessLogBytesOut = defineHunt({
  id: "access-log-bytes-out",
  title: "Bytes out per requester and hour, by the access log",
  question: "Who took how much data out, and when?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT hour, requester, count(*) AS requests, CAST(sum(bytessent) AS BIGINT) AS bytesout, count(DISTINCT bucket_name) AS buckets,
  count(DISTINCT remoteip) AS addresses
FROM (
  SELECT substr(access_time(requestdatetime), 1, 13) AS hour, coalesce(requester, 'anonymous') AS requester, bytessent, bucket_name,
    remoteip
  FROM access_logs
  WHERE day BETWEEN :since AND :until AND bytessent > 0 AND (:bucket = '' OR bucket_name = :bucket)
) AS requests
GROUP BY hour, requester
ORDER BY bytesout DESC, hour, requester
LIMIT :limit`,
  lookFor: [
    "an hour that is many times the same requester's others",
    "anonymous among the first, in buckets that are not public on purpose",
    "a session's requester is the ARN of the session: one role may stand in many rows",
  ],
  chart: { kind: "time", of: ["hour"], value: "bytesout" },
});
