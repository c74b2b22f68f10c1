import { defineHunt } from "../define-hunt";
import { BUCKET, KEY, PRINCIPAL } from "../sql/sql-parts";

export const addressTimeline = defineHunt({
  id: "address-timeline",
  title: "One address's timeline",
  question: "What was done from this address, by whom?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [{ name: "address", type: "address", description: "an IPv4 or IPv6 address, in any spelling" }],
  sql: `SELECT eventtime, principal, eventsource, eventname, bucket, objectkey, errorcode, region, useragent, eventid
FROM (
  SELECT eventtime, eventsource, eventname, sourceipaddress, ${BUCKET} AS bucket, ${KEY} AS objectkey, errorcode,
    awsregion AS region, useragent, eventid, ${PRINCIPAL} AS principal
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until
) AS calls
WHERE sourceipaddress = :address OR address_hex(sourceipaddress) = address_hex(:address)
ORDER BY eventtime, eventid
LIMIT :limit`,
  lookFor: ["more than one principal: someone there has several keys", "what succeeded after the first refusals"],
});
