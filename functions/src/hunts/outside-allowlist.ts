import { defineHunt } from "./define-hunt";
import { BUCKET, FROM_AWS, PRINCIPAL } from "./sql-parts";

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
      description: "who is let in, addresses or networks; without it the allowlists of the configuration",
    },
  ],
  sql: `WITH guarded(bucket, perimeter) AS (:guarded),
networks(perimeter, low, high) AS (:networks),
endpoints(perimeter, endpoint) AS (:endpoints),
requests AS (
  SELECT ${BUCKET} AS bucket, sourceipaddress AS address, vpcendpointid AS endpoint,
    ${PRINCIPAL} AS principal, eventname, eventtime
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until
    AND eventsource = 's3.amazonaws.com' AND errorcode IS NULL
    AND NOT ${FROM_AWS}
),
seen AS (
  SELECT requests.bucket, guarded.perimeter, address, endpoint, principal, count(*) AS requests,
    array_join(array_agg(DISTINCT eventname ORDER BY eventname), ', ') AS names,
    min(eventtime) AS firstseen, max(eventtime) AS lastseen
  FROM requests JOIN guarded ON guarded.bucket = requests.bucket OR guarded.bucket = '*'
  WHERE requests.bucket IS NOT NULL
  GROUP BY requests.bucket, guarded.perimeter, address, endpoint, principal
),
addresses AS (
  SELECT perimeter, address, address_hex(address) AS hex FROM seen GROUP BY perimeter, address
),
inside AS (
  SELECT DISTINCT addresses.perimeter, address
  FROM addresses JOIN networks ON networks.perimeter = addresses.perimeter AND hex BETWEEN low AND high
)
SELECT seen.bucket, seen.address, seen.principal, seen.endpoint, seen.requests, seen.names, seen.firstseen, seen.lastseen
FROM seen
LEFT JOIN inside ON inside.perimeter = seen.perimeter AND inside.address = seen.address
LEFT JOIN endpoints ON endpoints.perimeter = seen.perimeter AND endpoints.endpoint = seen.endpoint
WHERE inside.address IS NULL AND endpoints.endpoint IS NULL
ORDER BY requests DESC, bucket, address, principal, endpoint
LIMIT :limit`,
  lookFor: [
    "principals of your own from addresses of hosting companies or of countries where nobody works: take the key away first",
    "offices and VPN exits that are missing on the allowlist; palisade preview says what the whole policy would do with each",
    "private addresses with an endpoint come through a VPC endpoint that the perimeter does not list",
    "principals that the perimeter lets in by name, and callers in VPCs that it lists, are in the answer: this looks at addresses and endpoints only",
  ],
  chart: { kind: "bars", of: ["address", "principal"], value: "requests" },
});
