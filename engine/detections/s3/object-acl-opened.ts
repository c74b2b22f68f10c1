import type { EventPattern } from "../../patterns/event-pattern";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
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

/** An object of a protected bucket lets in everybody, or everybody with an AWS account. */
export const s3ObjectAclOpened = defineDetection({
  id: "s3.object-acl-opened",
  title: "S3 object ACL was made public",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0009:T1530"],
  description:
    "An object in a protected bucket was given, or uploaded with, an ACL that grants something to everybody or to every AWS account.",
  misses: [
    "objects in buckets that are not protected, whose data events are not recorded",
    "grants to foreign accounts, which ACLs name by canonical ids or e-mail addresses that say nothing of the account",
  ],
  falsePositives: ["uploads for a website"],
  runbook: [
    "Set the object's ACL to private, or the bucket's Object Ownership to BucketOwnerEnforced, which switches ACLs off.",
    "Look in the data events for other objects that the same caller opened, and for who has read them since.",
  ],
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
