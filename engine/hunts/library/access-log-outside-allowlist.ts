import { defineHunt } from "../define-hunt";

export const accessLogOutsideAllowlist = defineHunt({
  id: "access-log-outside-allowlist",
  title: "Requests from outside the allowlist, by the access log",
  question: "Was anyone there from outside?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [
    { name: "buckets", type: "buckets", description: "buckets to look at; without it those of the configuration" },
    {
      name: "networks",
      type: "networks",
      description: "what is allowed, addresses or networks; without it the allowlists of the configuration",
    },
  ],
  sql: `WITH guarded(bucket, perimeter) AS (:guarded),
networks(low, high) AS (:networks),
seen AS (
  SELECT bucket_name AS bucket, guarded.perimeter AS perimeter, remoteip AS address, coalesce(requester, 'anonymous') AS who, operation,
    count(*) AS requests, count(*) FILTER (WHERE httpstatus LIKE '2%' OR httpstatus = '304') AS succeeded,
    coalesce(sum(bytessent), 0) AS bytesout,
    min(access_time(requestdatetime)) AS firstseen, max(access_time(requestdatetime)) AS lastseen
  FROM access_logs JOIN guarded ON guarded.bucket = bucket_name OR guarded.bucket = '*'
  WHERE day BETWEEN :since AND :until AND remoteip IS NOT NULL AND strpos(coalesce(requester, ''), 'svc:') <> 1
  GROUP BY bucket_name, guarded.perimeter, remoteip, requester, operation
)
SELECT bucket, address, who AS requester, CAST(sum(requests) AS BIGINT) AS requests, CAST(sum(succeeded) AS BIGINT) AS succeeded,
  CAST(sum(bytesout) AS BIGINT) AS bytesout, count(*) AS operations, max_by(operation, requests) AS mostly,
  min(firstseen) AS firstseen, max(lastseen) AS lastseen
FROM (SELECT seen.*, perimeter || coalesce(address_hex(address), '') AS place FROM seen) AS placed
LEFT JOIN networks ON place BETWEEN low AND high
WHERE low IS NULL
GROUP BY bucket, address, who
ORDER BY 5 DESC, 4 DESC, 1, 2, 3
LIMIT :limit`,
  lookFor: [
    "rows in which something succeeded come first: those are the ones that matter",
    "refused ones from all over the world are scanners, and normal",
    "addresses of VPC endpoints are private ones; AWS services are left out",
  ],
  chart: { kind: "bars", of: ["address", "requester"], value: "requests" },
});
