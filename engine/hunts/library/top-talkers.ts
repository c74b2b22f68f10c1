import { defineHunt } from "../define-hunt";
import { BYTES_OUT, FROM_AWS, PRINCIPAL } from "../sql/sql-parts";

export const topTalkers = defineHunt({
  id: "top-talkers",
  title: "Addresses with the most requests",
  question: "Where do most requests come from?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [
    { name: "service", type: "text", description: "event source such as s3.amazonaws.com; empty for all", default: "" },
  ],
  sql: `SELECT address, count(*) AS requests, count(errorcode) AS failed, count(DISTINCT principal) AS principals,
  count(DISTINCT eventname) AS calls, CAST(sum(bytes) AS BIGINT) AS bytesout, min(eventtime) AS firstseen, max(eventtime) AS lastseen
FROM (
  SELECT sourceipaddress AS address, eventname, eventtime, errorcode, ${PRINCIPAL} AS principal, ${BYTES_OUT} AS bytes
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND NOT ${FROM_AWS} AND (:service = '' OR eventsource = :service)
) AS requests
GROUP BY address
ORDER BY requests DESC, address
LIMIT :limit`,
  lookFor: [
    "an address among the first that no one can name",
    "many principals at one address: a proxy, or someone with a collection of keys",
    "more failures than successes",
  ],
  chart: { kind: "bars", of: ["address"], value: "requests" },
});
