import { COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import { defineHunt } from "../define-hunt";
import { textList } from "../sql/quoted";
import { BUCKET, KEY, PRINCIPAL } from "../sql/sql-parts";

/** Records list the two buckets and the two objects of a copy, in any order. */
const MOST_RESOURCES = 6;

const OWNERS = Array.from({ length: MOST_RESOURCES }, (_, index) => {
  const resource = `(element_at(resources, ${index + 1}))`;
  const isDestination = `regexp_like(${resource}.arn, '^arn:[a-z-]+:s3:::') AND split_part(split_part(${resource}.arn, ':::', 2), '/', 1) = ${BUCKET}`;
  return `CASE WHEN ${isDestination} THEN ${resource}.accountid END`;
}).join(",\n      ");

export const copiesToOtherAccounts = defineHunt({
  id: "copies-to-other-accounts",
  title: "S3 objects copied to other accounts",
  question: "Which objects were copied into buckets of accounts that are not ours?",
  log: "CloudTrail data events",
  table: "cloudtrail",
  parameters: [
    {
      name: "accounts",
      type: "accounts",
      description: "accounts that are no strangers; without it the own and the trusted ones of the configuration",
    },
  ],
  sql: `WITH ours(account) AS (:accounts),
copies AS (
  SELECT eventtime, ${PRINCIPAL} AS principal, sourceipaddress AS address, eventname,
    ${BUCKET} AS destination, ${KEY} AS destinationkey,
    split_part(regexp_replace(replace(json_extract_scalar(requestparameters, '$.x-amz-copy-source'), '%2F', '/'), '^/', ''), '/', 1)
      AS source,
    json_extract_scalar(requestparameters, '$.x-amz-copy-source') AS copysource,
    coalesce(${OWNERS}) AS account
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until
    AND eventsource = 's3.amazonaws.com' AND eventname IN (${textList(COPY_NAMES)}) AND errorcode IS NULL
)
SELECT eventtime, principal, address, eventname, copysource, destination, destinationkey, copies.account AS account
FROM copies LEFT JOIN ours ON ours.account = copies.account
WHERE ours.account IS NULL AND NOT (copies.account IS NULL AND coalesce(source, '') = coalesce(destination, '-'))
ORDER BY eventtime DESC, copysource, destination, destinationkey
LIMIT :limit`,
  lookFor: [
    "an account that no one knows: treat the objects as disclosed, and see actor-timeline for whatever else the caller did",
    "no account in a row means that the record does not say whose bucket it is: look at the bucket's name",
    "partners' accounts that are missing among the trusted ones of palisade.yaml",
  ],
});
