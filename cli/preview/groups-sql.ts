import { OBJECT_LAMBDA, S3 } from "@palisade/engine/events/bucket-identity";
import {
  BUCKET,
  BUCKET_REQUESTS,
  COPIED_BUCKET,
  COPIED_THROUGH,
  HAS_COPIED,
  REQUESTED_BUCKET,
  REQUESTED_NAME,
  UNRESOLVED,
} from "@palisade/engine/hunts/sql/sql-parts";

/** Days as the tables are partitioned, `2026/03/01`, both included. */
export interface Days {
  readonly since: string;
  readonly until: string;
}

/** Every day that logs can be of. */
export const ALL_DAYS: Days = { since: "2006/03/14", until: "9999/12/31" };

/**
 * The requests to buckets, grouped by what a perimeter's decision depends on, in the dialect of hunts: the same SQL for the cache and
 * for Athena. The columns are those of `callGroup` in their order.
 */
export function callsSql(buckets: Iterable<string>, days: Days): string {
  return `WITH calls AS (
  SELECT
    ${REQUESTED_BUCKET} AS bucket,
    ${REQUESTED_NAME} AS eventname,
    is_read OR coalesce(json_extract_scalar(requestparameters, '$.key'), '') <> '' AS has_key,
    coalesce(managementevent = 'true', false) AS is_management,
    useridentity.type AS identity_type,
    useridentity.accountid AS identity_account,
    useridentity.arn AS arn,
    useridentity.principalid AS principal_id,
    CASE WHEN useridentity.type IN ('AssumedRole', 'Role') THEN nullif(useridentity.sessioncontext.sessionissuer.arn, '') END AS issuer,
    useridentity.invokedby AS invoked_by,
    sourceipaddress,
    vpcendpointid,
    recipientaccountid,
    errorcode,
    CASE WHEN useridentity.type = 'AWSAccount' THEN regexp_extract(errormessage, '^User: ([^ ]+) is not authorized to perform: ', 1) END AS named,
    coalesce(useridentity.sessioncontext.attributes.mfaauthenticated = 'true', false) AS has_mfa,
    eventtime,
    day
  FROM ${BUCKET_REQUESTS}
  WHERE day BETWEEN ${literal(days.since)} AND ${literal(days.until)}
    AND eventsource = 's3.amazonaws.com'
    AND ${REQUESTED_BUCKET} IN (${literals(buckets)})
    AND coalesce(eventtype, '') NOT IN ('AwsAggregatedEvent', 'AwsCloudTrailInsight')
    AND coalesce(eventcategory, '') NOT IN ('Aggregated', 'Insight')
)
SELECT
  bucket, eventname, has_key, is_management, identity_type, identity_account,
  CASE WHEN issuer IS NULL THEN arn END AS arn,
  CASE WHEN issuer IS NULL AND coalesce(arn, '') = '' THEN principal_id END AS principal_id,
  issuer, invoked_by, sourceipaddress, vpcendpointid, recipientaccountid, errorcode, named,
  count(*) AS requests,
  sum(CASE WHEN has_mfa THEN 1 ELSE 0 END) AS with_mfa,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  array_join(array_agg(DISTINCT day), ' ') AS days
FROM calls
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15`;
}

/** As `callsSql`, of the server access log; the columns are those of `lineGroup`. */
export function linesSql(buckets: Iterable<string>, days: Days): string {
  return `WITH lines AS (
  SELECT bucket_name, operation, key IS NOT NULL AS has_key, requester, remoteip, httpstatus, errorcode,
    coalesce(useragent LIKE '%.amazonaws.com%', false) AS by_service, access_time(requestdatetime) AS time, day
  FROM access_logs
  WHERE day BETWEEN ${literal(days.since)} AND ${literal(days.until)} AND bucket_name IN (${literals(buckets)})
)
SELECT bucket_name, operation, has_key, requester, remoteip, httpstatus, errorcode, by_service,
  count(*) AS requests, min(time) AS first_seen, max(time) AS last_seen, array_join(array_agg(DISTINCT day), ' ') AS days
FROM lines
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}

/** First and last time of a table, and how many rows it has. */
export const CALLS_SPAN = "SELECT count(*), min(eventtime), max(eventtime) FROM cloudtrail";
export const LINES_SPAN =
  "SELECT count(*), min(access_time(requestdatetime)), max(access_time(requestdatetime)) FROM access_logs";

/** Where requests are from, reads of copies too; the columns are those of `readOrigins`. Without other services, records of S3 alone. */
export function callOrigins(days: Days, withOtherServices: boolean): string {
  const isS3 = `eventsource IN (${[S3, ...OBJECT_LAMBDA].map(literal).join(", ")})`;
  const ofS3 = (one: string) => `CASE WHEN ${isS3} THEN ${one} END`;
  // By itself, for joined with the others as in `callsSql` it takes twice as long to ask for them.
  const isRead = `${HAS_COPIED} AND coalesce(${COPIED_BUCKET}, ${COPIED_THROUGH}) IS NOT NULL`;
  return `SELECT bucket, through, account, region, plane, is_s3, count(*) AS requests FROM (
  ${originsSql(ofS3(BUCKET), ofS3(UNRESOLVED), days)}${withOtherServices ? "" : ` AND ${isS3}`}
  UNION ALL ${originsSql(COPIED_BUCKET, COPIED_THROUGH, days)} AND ${isRead}
) AS requests GROUP BY 1, 2, 3, 4, 5, 6`;
}

function originsSql(bucket: string, through: string, { since, until }: Days): string {
  return `SELECT ${bucket} AS bucket, ${through} AS through, recipientaccountid AS account, awsregion AS region,
    CASE WHEN eventcategory = 'NetworkActivity' THEN 'network'
      WHEN managementevent = 'true' OR eventcategory = 'Management' THEN 'management'
      WHEN managementevent = 'false' OR eventcategory = 'Data' THEN 'data' END AS plane,
    eventsource = ${literal(S3)} AS is_s3
  FROM cloudtrail WHERE day BETWEEN ${literal(since)} AND ${literal(until)}`;
}

export function lineOrigins({ since, until }: Days): string {
  return `SELECT bucket_name, NULL AS through, NULL AS account, NULL AS region, 'data' AS plane, true AS is_s3, count(*) AS requests
FROM access_logs WHERE day BETWEEN ${literal(since)} AND ${literal(until)} GROUP BY 1`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function literals(texts: Iterable<string>): string {
  return [...texts].map(literal).join(", ");
}
