import { defineHunt } from "../define-hunt";

export const accessLogAnonymous = defineHunt({
  id: "access-log-anonymous",
  title: "Requests without credentials",
  question: "What did people without any credentials ask for, and what did they get?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT bucket_name AS bucket, remoteip AS address, operation, httpstatus AS status, count(*) AS requests,
  count(DISTINCT key) AS keys, CAST(coalesce(sum(bytessent), 0) AS BIGINT) AS bytesout,
  min(access_time(requestdatetime)) AS firstseen, max(access_time(requestdatetime)) AS lastseen
FROM access_logs
WHERE day BETWEEN :since AND :until AND requester IS NULL AND remoteip IS NOT NULL AND (:bucket = '' OR bucket_name = :bucket)
GROUP BY bucket_name, remoteip, operation, httpstatus
ORDER BY requests DESC, bucket, address, operation, status
LIMIT :limit`,
  lookFor: [
    "status 200 or 206 with bytes in a bucket that is not public on purpose",
    "REST.GET.BUCKET with status 200: the bucket's list of keys is open",
    "status 403 and 404 from everywhere are scanners",
  ],
  chart: { kind: "bars", of: ["address", "operation"], value: "requests" },
});
