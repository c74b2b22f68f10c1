import { defineHunt } from "../define-hunt";
import { textList } from "../sql/quoted";

/** What S3 answers when it does not believe who is asking; CloudTrail has no record of these. */
const CODES = [
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "ExpiredToken",
  "InvalidToken",
  "TokenRefreshRequired",
  "RequestTimeTooSkewed",
  "RequestExpired",
  "AuthorizationHeaderMalformed",
  "AuthorizationQueryParametersError",
  "MissingSecurityHeader",
  "InvalidSecurity",
  "AccessKeyDisabled",
  "XAmzContentSHA256Mismatch",
] as const;

export const accessLogFailedAuthentication = defineHunt({
  id: "access-log-failed-authentication",
  title: "Requests that failed authentication",
  question: "Who tried keys, signatures or links that S3 did not accept?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT bucket_name AS bucket, remoteip AS address, errorcode, authtype, count(*) AS requests, count(DISTINCT key) AS keys,
  min(operation) AS operation,
  min(access_time(requestdatetime)) AS firstseen, max(access_time(requestdatetime)) AS lastseen
FROM access_logs
WHERE day BETWEEN :since AND :until AND errorcode IN (${textList(CODES)}) AND (:bucket = '' OR bucket_name = :bucket)
GROUP BY bucket_name, remoteip, errorcode, authtype
ORDER BY requests DESC, bucket, address, errorcode, authtype
LIMIT :limit`,
  lookFor: [
    "InvalidAccessKeyId from one address again and again: a key that was deleted and is still in use somewhere, or tried out",
    "SignatureDoesNotMatch: a wrong secret, or a link that someone changed",
    "ExpiredToken of your own machines is a session that was not renewed",
  ],
  chart: { kind: "bars", of: ["address", "errorcode"], value: "requests" },
});
