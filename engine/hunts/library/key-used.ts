import { defineHunt } from "../define-hunt";
import { BUCKET, PRINCIPAL } from "../sql/sql-parts";

export const keyUsed = defineHunt({
  id: "key-used",
  title: "What an access key was used for",
  question: "Who used this access key, from where, and for what?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [{ name: "key", type: "access-key", description: "the access key's id, AKIA… or ASIA…" }],
  sql: `SELECT address, useragent, eventsource, eventname, principal, count(*) AS requests, count(errorcode) AS failed,
  count(DISTINCT bucket) AS buckets, min(eventtime) AS firstseen, max(eventtime) AS lastseen
FROM (
  SELECT sourceipaddress AS address, useragent, eventsource, eventname, errorcode, eventtime, ${PRINCIPAL} AS principal,
    ${BUCKET} AS bucket
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND useridentity.accesskeyid = :key
) AS requests
GROUP BY address, useragent, eventsource, eventname, principal
ORDER BY firstseen, requests DESC, address, eventsource, eventname, useragent, principal
LIMIT :limit`,
  lookFor: [
    "a second address or another user agent from some day on: the key is in other hands since then",
    "GetCallerIdentity, ListBuckets and ListUsers at the start, which is how someone finds out what a key is good for",
    "with temporary keys (ASIA…), the role that issued them: actor-timeline shows the whole of it",
  ],
  chart: { kind: "bars", of: ["address", "eventname"], value: "requests" },
});
