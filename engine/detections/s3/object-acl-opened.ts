import type { EventPattern } from "../../patterns/event-pattern";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { actorAndBucket, isDone } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { OBJECT_GRANT_HEADERS, PUBLIC_CANNED_ACLS, publicGrants } from "../facts/public-grants";
import { actorInWords } from "../facts/wording";

/** Uploads may carry an ACL. */
const UPLOADS = ["PutObject", "PostObject", "CopyObject", "CreateMultipartUpload", "InitiateMultipartUpload"] as const;

const PUBLIC_GROUP = [{ wildcard: "*/groups/global/*" }] as const;

/** Of a busy bucket's uploads, only those with a public ACL cost anything. */
const WITH_PUBLIC_ACL: readonly EventPattern[] = [
  { "x-amz-acl": PUBLIC_CANNED_ACLS },
  ...OBJECT_GRANT_HEADERS.flatMap((header) => [
    { [header]: PUBLIC_GROUP },
    { accessControlList: { [header]: PUBLIC_GROUP } },
  ]),
];

/** An object of a protected bucket is open to everyone, or to everyone with an AWS account. */
export const s3ObjectAclOpened = defineDetection({
  id: "s3.object-acl-opened",
  title: "S3 object ACL was made public",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [
    ...callsToProtectedBuckets(settings, ["PutObjectAcl"]),
    ...callsToProtectedBuckets(settings, UPLOADS, { detail: { requestParameters: { $or: WITH_PUBLIC_ACL } } }),
  ],
  matches: (event, { perimeterOf }) => {
    if (!isDone(event) || event.bucket === undefined || perimeterOf(event.bucket) === undefined) return undefined;
    const grants = publicGrants(event);
    if (grants.length === 0) return undefined;
    const what = event.key === undefined ? "an object" : `object ${event.key}`;
    return {
      summary: `${actorInWords(event.actor)} gave ${what} in bucket ${event.bucket} an ACL that grants ${listInWords(grants)}`,
      details: { Grants: listInWords(grants, 8) },
    };
  },
  dedupBy: actorAndBucket,
});
