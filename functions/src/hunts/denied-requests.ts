import { DENIED_ERROR_CODES } from "../events/denied-error-codes";
import { defineHunt } from "./define-hunt";
import { PRINCIPAL, textList } from "./sql-parts";

export const deniedRequests = defineHunt({
  id: "denied-requests",
  title: "Denied requests by address and principal",
  question: "Who was refused, from where, and what did they want?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [
    { name: "service", type: "text", description: "event source such as s3.amazonaws.com; empty for all", default: "" },
  ],
  sql: `SELECT sourceipaddress AS address, principal, count(*) AS denied, count(DISTINCT eventname) AS calls,
  array_join(array_agg(DISTINCT eventname ORDER BY eventname), ', ') AS names,
  min(eventtime) AS firstseen, max(eventtime) AS lastseen
FROM (
  SELECT sourceipaddress, eventname, eventtime, ${PRINCIPAL} AS principal
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until
    AND errorcode IN (${textList(DENIED_ERROR_CODES)})
    AND (:service = '' OR eventsource = :service)
) AS refused
GROUP BY sourceipaddress, principal
ORDER BY denied DESC, address, principal
LIMIT :limit`,
  lookFor: [
    "many different calls from one address: somebody tries out what a key may do",
    "addresses that nobody knows with principals that everybody knows: ask the key's owner, and see key-used",
    "AWS services with many refusals are a setting that is missing, not an attack",
  ],
  chart: { kind: "bars", of: ["address", "principal"], value: "denied" },
});
