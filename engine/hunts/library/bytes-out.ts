import { defineHunt } from "../define-hunt";
import { BUCKET, BYTES_OUT, PRINCIPAL } from "../sql/sql-parts";

export const bytesOut = defineHunt({
  id: "bytes-out",
  title: "Bytes out of S3 per principal and hour",
  question: "Who took how much data out, and when?",
  log: "CloudTrail data events",
  table: "cloudtrail",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT hour, principal, count(*) AS requests, CAST(sum(bytes) AS BIGINT) AS bytesout, count(DISTINCT bucket) AS buckets,
  count(DISTINCT address) AS addresses
FROM (
  SELECT substr(eventtime, 1, 13) AS hour, sourceipaddress AS address, ${PRINCIPAL} AS principal, ${BUCKET} AS bucket,
    ${BYTES_OUT} AS bytes
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND eventsource = 's3.amazonaws.com' AND errorcode IS NULL
) AS requests
WHERE bytes > 0 AND (:bucket = '' OR bucket = :bucket)
GROUP BY hour, principal
ORDER BY bytesout DESC, hour, principal
LIMIT :limit`,
  lookFor: [
    "an hour that is many times the same principal's others",
    "people and long-lived keys among the first; applications read much all day",
    "listings and settings count as well, and are small",
  ],
  chart: { kind: "time", of: ["hour"], value: "bytesout" },
});
