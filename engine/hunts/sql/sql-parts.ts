import { COPIED_READ } from "../../events/cloudtrail/copied-read";
import { COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import { unresolvedCopySql, unresolvedSql } from "./bucket-sql";
import { quoted, textList } from "./quoted";

/**
 * Who made a request, as `describeActor` names it: the role of a session, a user, the service, and of strangers what the record tells.
 */
export const PRINCIPAL = `CASE
    WHEN useridentity.accountid IN ('anonymous', 'ANONYMOUS_PRINCIPAL') THEN 'anonymous'
    ELSE coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.invokedby,
      nullif(useridentity.principalid, ''), useridentity.accountid, 'unknown')
  END`;

/** The bucket that a request was about, behind an access point as well; NULL where the record does not name it. */
export const BUCKET = "bucket_of(eventsource, requestparameters, resources)";

export const KEY = "json_extract_scalar(requestparameters, '$.key')";

/** What a request came by of which the record does not name the bucket. */
export const UNRESOLVED = unresolvedSql("eventsource", "requestparameters", "resources");

/** Another bucket that a copy reads; NULL where there is none, or the record does not name it. */
export const COPIED_BUCKET = "copied_bucket(eventsource, eventname, requestparameters, resources)";

/** What a copy reads by of which the record does not name the bucket. */
export const COPIED_THROUGH = unresolvedCopySql("eventsource", "eventname", "requestparameters", "resources");

/** Of a copy that failed no record says whether it came to the read. */
export const HAS_COPIED = `eventname IN (${textList(COPY_NAMES)}) AND coalesce(errorcode, '') = ''`;

/** `cloudtrail` with each request to a bucket by itself: a copy is there as the request to the bucket that it writes to, and as a read. */
export const BUCKET_REQUESTS = `cloudtrail JOIN (VALUES (false), (true)) AS sides(is_read) ON NOT is_read OR (${HAS_COPIED})`;

/** Of `BUCKET_REQUESTS`: the bucket, and what its policy is asked for. */
export const REQUESTED_BUCKET = `CASE WHEN is_read THEN ${COPIED_BUCKET} ELSE ${BUCKET} END`;
export const REQUESTED_NAME = `CASE WHEN is_read THEN ${quoted(COPIED_READ)} ELSE eventname END`;

/** AWS itself, or a service on someone's behalf: no network of anyone's, and nothing to compare with an allowlist. */
export const FROM_AWS = `(coalesce(useridentity.type, '') = 'AWSService'
      OR (useridentity.invokedby IS NOT NULL
        AND (sourceipaddress LIKE '%.amazonaws.com' OR sourceipaddress LIKE '%.amazonaws.com.cn' OR sourceipaddress LIKE '%aws.internal'))
      OR coalesce(sourceipaddress, '') LIKE 'AWS Internal%')`;

/** Records write the number as an integer, a float or a text. */
export const BYTES_OUT =
  "coalesce(TRY_CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS DOUBLE), 0)";
