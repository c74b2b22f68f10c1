import { DENIED_ERROR_CODES } from "../../events/cloudtrail/denied-error-codes";
import { defineHunt } from "../define-hunt";
import { textList } from "../sql/quoted";
import { PRINCIPAL } from "../sql/sql-parts";

export const deniedRequests = defineHunt({
  id: "denied-requests",
  title: "Denied requests by address and principal",
  question: "Who was refused, from where, and what did they want?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [
    { name: "service", type: "text", description: "event source such as s3.amazonaws.com; empty for all", default: "" },
  ],
  sql: `SELECT address, principal, CAST(sum(requests) AS BIGINT) AS denied, count(*) AS calls, max_by(eventname, requests) AS mostly,
  min(firstseen) AS firstseen, max(lastseen) AS lastseen
FROM (
  SELECT address, principal, eventname, count(*) AS requests, min(eventtime) AS firstseen, max(eventtime) AS lastseen
  FROM (
    SELECT sourceipaddress AS address, eventname, eventtime, ${PRINCIPAL} AS principal
    FROM cloudtrail
    WHERE day BETWEEN :since AND :until
      AND errorcode IN (${textList(DENIED_ERROR_CODES)})
      AND (:service = '' OR eventsource = :service)
  ) AS refused
  GROUP BY address, principal, eventname
) AS seen
GROUP BY address, principal
ORDER BY denied DESC, address, principal
LIMIT :limit`,
  lookFor: [
    "many different calls from one address: someone tries out what a key may do",
    "addresses that no one knows with principals that everyone knows: ask the key's owner, and see key-used",
    "AWS services with many refusals are a setting that is missing, not an attack",
  ],
  chart: { kind: "bars", of: ["address", "principal"], value: "denied" },
});
