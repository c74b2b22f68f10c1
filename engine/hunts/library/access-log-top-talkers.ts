import { defineHunt } from "../define-hunt";

export const accessLogTopTalkers = defineHunt({
  id: "access-log-top-talkers",
  title: "Addresses with the most requests, by the access log",
  question: "Where do most requests come from?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT remoteip AS address, count(*) AS requests, count(*) FILTER (WHERE httpstatus = '403') AS denied,
  count(DISTINCT coalesce(requester, 'anonymous')) AS requesters, count(DISTINCT bucket_name) AS buckets,
  CAST(coalesce(sum(bytessent), 0) AS BIGINT) AS bytesout,
  min(access_time(requestdatetime)) AS firstseen, max(access_time(requestdatetime)) AS lastseen
FROM access_logs
WHERE day BETWEEN :since AND :until AND remoteip IS NOT NULL AND (:bucket = '' OR bucket_name = :bucket)
GROUP BY remoteip
ORDER BY requests DESC, address
LIMIT :limit`,
  lookFor: [
    "an address among the first that no one can name",
    "many requesters at one address",
    "many refused requests, and then one that was not",
  ],
  chart: { kind: "bars", of: ["address"], value: "requests" },
});
