import { S3 } from "@palisade/engine/events/bucket-identity";
import { quoted, textList } from "@palisade/engine/hunts/sql/quoted";
import { BUCKET_REQUESTS, REQUESTED_BUCKET } from "@palisade/engine/hunts/sql/sql-parts";
import { LOG_WRITERS, OWNERS_CALLS } from "@palisade/engine/inventory/sighting";

/** Records by where they are from; the columns are those of `recordRow`. */
export const CALL_RECORDS = `SELECT recipientaccountid AS account, NULL AS requester, awsregion AS region, day, count(*) AS records
FROM cloudtrail GROUP BY 1, 2, 3, 4`;

const ANSWERED = "(httpstatus BETWEEN '200' AND '299' OR httpstatus = '304')";
const REQUESTER_ACCOUNT = "nullif(regexp_extract(requester, '^arn:aws[a-z-]*:(?:iam|sts)::([0-9]{12}):', 1), '')";
/** As `lineRegion` reads it. */
const LINE_REGION =
  "nullif(regexp_extract(endpoint, '(?:^|[.])s3[.-](?:dualstack[.])?([a-z]{2}(?:-[a-z]{1,10}){1,2}-[0-9])[.]amazonaws[.]com', 1), '')";

/** The same of the access log. */
export const LINE_RECORDS = `SELECT NULL AS account, CASE WHEN ${ANSWERED} THEN ${REQUESTER_ACCOUNT} END AS requester, ${LINE_REGION} AS region, day, count(*) AS records
FROM access_logs GROUP BY 1, 2, 3, 4`;

/** Requests to buckets, reads of copies too; the columns are those of `requestRow`. The name is worked out once, which takes most of the time. */
export const CALL_REQUESTS = `WITH requests AS (
  SELECT ${REQUESTED_BUCKET} AS bucket, NOT is_read AS is_call, coalesce(errorcode, '') = '' AS answered, recipientaccountid AS account,
    awsregion AS region, eventname, resources, managementevent, eventcategory, useridentity.invokedby AS invoked_by
  FROM ${BUCKET_REQUESTS}
  WHERE eventsource = ${quoted(S3)}
)
SELECT
  bucket,
  coalesce(
    nullif(list_transform(list_filter(resources, lambda r: ends_with(r.arn, ':s3:::' || bucket)), lambda r: r.accountid)[1], ''),
    CASE WHEN is_call AND answered AND eventname IN (${textList(OWNERS_CALLS)}) THEN account END
  ) AS owner,
  account,
  region,
  CASE managementevent WHEN 'true' THEN false WHEN 'false' THEN true ELSE coalesce(eventcategory = 'Data', false) END AS for_objects,
  answered,
  is_call AND answered AND eventname = 'PutObject' AND coalesce(invoked_by IN (${textList(LOG_WRITERS)}), false) AS log_delivery,
  count(*) AS requests
FROM requests WHERE bucket IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7`;

/** The same of the access log. */
export const LINE_REQUESTS = `SELECT bucket_name, NULL AS owner, NULL AS account, ${LINE_REGION} AS region, true AS for_objects, ${ANSWERED} AS answered,
  operation = 'REST.PUT.OBJECT' AND ${ANSWERED}
    AND coalesce(regexp_extract(requester, '^svc:(.*)$', 1) IN (${textList(LOG_WRITERS)}), false) AS log_delivery,
  count(*) AS requests
FROM access_logs GROUP BY 1, 2, 3, 4, 5, 6, 7`;
