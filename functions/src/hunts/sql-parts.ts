import { unresolvedSql } from "./bucket-sql";

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

/** AWS itself, or a service on somebody's behalf: no network of anybody's, and nothing to compare with an allowlist. */
export const FROM_AWS = `(coalesce(useridentity.type, '') = 'AWSService'
      OR (useridentity.invokedby IS NOT NULL
        AND (sourceipaddress LIKE '%.amazonaws.com' OR sourceipaddress LIKE '%.amazonaws.com.cn' OR sourceipaddress LIKE '%aws.internal'))
      OR coalesce(sourceipaddress, '') LIKE 'AWS Internal%')`;

/** Records write the number as an integer, a float or a text. */
export const BYTES_OUT =
  "coalesce(TRY_CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS DOUBLE), 0)";
