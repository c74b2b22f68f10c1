import { defineHunt } from "../define-hunt";

export const accessLogOldTls = defineHunt({
  id: "access-log-old-tls",
  title: "Requests without TLS, or with an old one",
  question: "Who still speaks plain HTTP, or TLS below 1.2?",
  log: "S3 server access logs",
  table: "access_logs",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT bucket_name AS bucket, coalesce(tlsversion, 'none') AS tls, remoteip AS address, coalesce(requester, 'anonymous') AS requester,
  useragent, count(*) AS requests, max(access_time(requestdatetime)) AS lastseen
FROM access_logs
WHERE day BETWEEN :since AND :until AND remoteip IS NOT NULL AND coalesce(tlsversion, 'none') NOT IN ('TLSv1.2', 'TLSv1.3')
  AND (strpos(operation, 'REST.') = 1 OR strpos(operation, 'WEBSITE.') = 1) AND (:bucket = '' OR bucket_name = :bucket)
GROUP BY bucket_name, tlsversion, remoteip, requester, useragent
ORDER BY requests DESC, bucket, tls, address, requester, useragent
LIMIT :limit`,
  lookFor: [
    "principals with a key that sends its requests in the clear: anyone in between can read the data",
    "the user agent names the machine or library that has to be updated before old TLS is denied",
    "lines from before 2020 have no field for TLS, and are all listed as none",
  ],
  chart: { kind: "bars", of: ["tls", "requester"], value: "requests" },
});
