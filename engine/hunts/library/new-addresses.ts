import { defineHunt } from "../define-hunt";
import { FROM_AWS, PRINCIPAL } from "../sql/sql-parts";

export const newAddresses = defineHunt({
  id: "new-addresses",
  title: "New addresses of known principals",
  question: "Which principals appeared at an address where they had not been before?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [
    {
      name: "after",
      type: "day",
      description: "the day from which on an address counts as new; the days since --since are what is known",
      default: "0001-01-01",
    },
  ],
  sql: `WITH pairs AS (
  SELECT principal, address, count(*) AS requests, min(eventtime) AS firstseen, max(eventtime) AS lastseen, min(day) AS firstday
  FROM (
    SELECT ${PRINCIPAL} AS principal, sourceipaddress AS address, eventtime, day
    FROM cloudtrail
    WHERE day BETWEEN :since AND :until AND NOT ${FROM_AWS}
  ) AS requests
  GROUP BY principal, address
),
known AS (
  SELECT principal, min(firstseen) AS since, count(*) AS addresses FROM pairs GROUP BY principal
)
SELECT pairs.principal, address, firstseen, lastseen, requests, addresses, since AS principalsince
FROM pairs JOIN known ON known.principal = pairs.principal
WHERE firstseen > since AND firstday >= :after AND address_hex(address) IS NOT NULL
ORDER BY firstseen DESC, pairs.principal, address
LIMIT :limit`,
  lookFor: [
    "keys of machines that have one address for months and then a second one",
    "principals with very many addresses are mobile people or Lambda functions, and say little",
    "what the principal did at the new address: actor-timeline and address-timeline",
  ],
});
