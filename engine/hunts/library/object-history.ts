import { defineHunt } from "../define-hunt";
import { BUCKET, KEY, PRINCIPAL } from "../sql/sql-parts";

export const objectHistory = defineHunt({
  id: "object-history",
  title: "Who touched an object",
  question: "Who read, wrote or deleted this object, or the objects with this prefix?",
  log: "CloudTrail data events",
  table: "cloudtrail",
  parameters: [
    { name: "bucket", type: "bucket", description: "the bucket" },
    {
      name: "prefix",
      type: "text",
      description: "the beginning of the key, or the whole key; empty for all",
      default: "",
    },
  ],
  sql: `SELECT eventtime, eventname, objectkey, principal, address, errorcode, useragent, eventid
FROM (
  SELECT eventtime, eventname, sourceipaddress AS address, ${BUCKET} AS bucket, ${KEY} AS objectkey, errorcode, useragent,
    eventid, ${PRINCIPAL} AS principal
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND eventsource = 's3.amazonaws.com'
) AS calls
WHERE bucket = :bucket AND starts_with(coalesce(objectkey, ''), :prefix)
ORDER BY eventtime, eventid
LIMIT :limit`,
  lookFor: [
    "readers that are no application of yours",
    "a batch deletion's record names no keys: it shows up only without a prefix, and access-log-batch-deletes has the keys",
  ],
});
