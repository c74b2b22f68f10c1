import { defineHunt } from "../define-hunt";
import { textList } from "../sql/quoted";
import { BUCKET, PRINCIPAL } from "../sql/sql-parts";

/** As CloudTrail names them, which is not always as the API does. */
const NAMES = [
  "PutBucketPolicy",
  "DeleteBucketPolicy",
  "PutBucketAcl",
  "PutBucketPublicAccessBlock",
  "DeleteBucketPublicAccessBlock",
  "PutAccountPublicAccessBlock",
  "DeleteAccountPublicAccessBlock",
  "PutBucketOwnershipControls",
  "DeleteBucketOwnershipControls",
  "PutBucketCors",
  "DeleteBucketCors",
  "PutBucketWebsite",
  "PutBucketVersioning",
  "PutBucketEncryption",
  "DeleteBucketEncryption",
  "PutBucketReplication",
  "DeleteBucketReplication",
  "PutBucketLifecycle",
  "DeleteBucketLifecycle",
  "PutBucketLogging",
  "PutBucketNotification",
  "PutObjectLockConfiguration",
  "PutAccessPointPolicy",
  "DeleteAccessPointPolicy",
  "CreateAccessPoint",
  "PutBucketInventoryConfiguration",
  "PutInventoryConfiguration",
] as const;

export const policyChanges = defineHunt({
  id: "policy-changes",
  title: "Changes of buckets' policies and settings, in order",
  question: "How did a bucket's policy come to be what it is, and who changed it?",
  log: "CloudTrail management events",
  table: "cloudtrail",
  parameters: [{ name: "bucket", type: "bucket", description: "one bucket; empty for all", default: "" }],
  sql: `SELECT eventtime, bucket, eventname, principal, address, errorcode, parameters
FROM (
  SELECT eventtime, eventname, eventid, errorcode, sourceipaddress AS address, ${PRINCIPAL} AS principal, ${BUCKET} AS bucket,
    requestparameters AS parameters
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until AND eventsource IN ('s3.amazonaws.com', 's3express.amazonaws.com')
    AND eventname IN (${textList(NAMES)})
) AS changes
WHERE :bucket = '' OR bucket = :bucket
ORDER BY eventtime, eventid
LIMIT :limit`,
  lookFor: [
    "changes by anyone but the role that deploys",
    "a policy that was changed and changed back within minutes: see what was read meanwhile",
    "refused changes are in the answer, with their error code",
  ],
});
