import { defineHunt } from "../define-hunt";
import { BUCKET_REQUESTS, FROM_AWS, PRINCIPAL, REQUESTED_BUCKET, REQUESTED_NAME } from "../sql/sql-parts";

export const outsideAllowlist = defineHunt({
  id: "outside-allowlist",
  title: "Successful S3 requests from outside the allowlist",
  question: "Who reached a protected bucket from a network that is not on its allowlist?",
  log: "CloudTrail data events",
  table: "cloudtrail",
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
endpoints(perimeter, endpoint) AS (:endpoints),
requests AS (
  SELECT ${REQUESTED_BUCKET} AS bucket, sourceipaddress AS address, vpcendpointid AS endpoint,
    ${PRINCIPAL} AS principal, ${REQUESTED_NAME} AS eventname, eventtime
  FROM ${BUCKET_REQUESTS}
  WHERE day BETWEEN :since AND :until
    AND eventsource = 's3.amazonaws.com' AND errorcode IS NULL
    AND NOT ${FROM_AWS}
),
seen AS (
  SELECT requests.bucket, guarded.perimeter, address, endpoint, principal, eventname, count(*) AS requests,
    min(eventtime) AS firstseen, max(eventtime) AS lastseen
  FROM requests JOIN guarded ON guarded.bucket = requests.bucket OR guarded.bucket = '*'
  WHERE requests.bucket IS NOT NULL
  GROUP BY requests.bucket, guarded.perimeter, address, endpoint, principal, eventname
)
SELECT bucket, address, principal, placed.endpoint AS endpoint, CAST(sum(requests) AS BIGINT) AS requests, count(*) AS calls,
  max_by(eventname, requests) AS mostly, min(firstseen) AS firstseen, max(lastseen) AS lastseen
FROM (SELECT seen.*, perimeter || coalesce(address_hex(address), '') AS place FROM seen) AS placed
LEFT JOIN networks ON place BETWEEN low AND high
LEFT JOIN endpoints ON endpoints.perimeter = placed.perimeter AND endpoints.endpoint = placed.endpoint
WHERE low IS NULL AND endpoints.endpoint IS NULL
GROUP BY bucket, address, principal, placed.endpoint
ORDER BY 5 DESC, 1, 2, 3, 4
LIMIT :limit`,
  lookFor: [
    "principals of your own from addresses of hosting companies or of countries where no one works: take the key away first",
    "offices and VPN exits that are missing on the allowlist; palisade preview says what the whole policy would do with each",
    "private addresses with an endpoint come through a VPC endpoint that the perimeter does not list",
    "a copy counts at the bucket that it writes to, and as GetObject at the one that it reads",
    "principals that the perimeter allows by name, and callers in VPCs that it lists, are in the answer: this looks at addresses and endpoints only",
  ],
  chart: { kind: "bars", of: ["address", "principal"], value: "requests" },
});
