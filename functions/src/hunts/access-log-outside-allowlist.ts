import { defineHunt } from "./define-hunt";

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
      description: "who is let in, addresses or networks; without it the allowlists of the configuration",
    },
  ],
  sql: `WITH guarded(bucket, perimeter) AS (:guarded),
networks(perimeter, low, high) AS (:networks),
seen AS (
  SELECT bucket_name AS bucket, guarded.perimeter, remoteip AS address, coalesce(requester, 'anonymous') AS requester,
    count(*) AS requests, count(*) FILTER (WHERE httpstatus LIKE '2%' OR httpstatus = '304') AS succeeded,
    coalesce(sum(bytessent), 0) AS bytesout,
    array_join(array_agg(DISTINCT operation ORDER BY operation), ', ') AS operations,
    min(access_time(requestdatetime)) AS firstseen, max(access_time(requestdatetime)) AS lastseen
  FROM access_logs JOIN guarded ON guarded.bucket = bucket_name OR guarded.bucket = '*'
  WHERE day BETWEEN :since AND :until AND remoteip IS NOT NULL
    AND NOT (strpos(coalesce(requester, ''), 'svc:') = 1)
  GROUP BY bucket_name, guarded.perimeter, remoteip, requester
),
addresses AS (
  SELECT perimeter, address, address_hex(address) AS hex FROM seen GROUP BY perimeter, address
),
inside AS (
  SELECT DISTINCT addresses.perimeter, address
  FROM addresses JOIN networks ON networks.perimeter = addresses.perimeter AND hex BETWEEN low AND high
)
SELECT seen.bucket, seen.address, seen.requester, seen.requests, seen.succeeded, CAST(seen.bytesout AS BIGINT) AS bytesout,
  seen.operations, seen.firstseen, seen.lastseen
FROM seen LEFT JOIN inside ON inside.perimeter = seen.perimeter AND inside.address = seen.address
WHERE inside.address IS NULL
ORDER BY succeeded DESC, requests DESC, bucket, address, requester
LIMIT :limit`,
  lookFor: [
    "rows in which something succeeded come first: those are the ones that matter",
    "refused ones from all over the world are scanners, and normal",
    "addresses of VPC endpoints are private ones; AWS services are left out",
  ],
  chart: { kind: "bars", of: ["address", "requester"], value: "requests" },
});
