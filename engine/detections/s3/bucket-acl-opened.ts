import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { publicGrants } from "../facts/public-grants";
import { actorInWords } from "../facts/wording";

/** A bucket's ACL lets in everybody, or everybody with an AWS account. */
export const s3BucketAclOpened = defineBucketChange({
  id: "s3.bucket-acl-opened",
  title: "S3 bucket ACL was made public",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0009:T1530"],
  description:
    "A bucket was given, or created with, an ACL that grants something to everybody or to every AWS account: canned, by header, or spelled out.",
  misses: [
    "grants to foreign accounts, which ACLs name by canonical ids or e-mail addresses that say nothing of the account",
  ],
  falsePositives: ["public buckets of old that are meant to be so"],
  runbook: [
    "Set the bucket's ACL to private, or its Object Ownership to BucketOwnerEnforced, which switches ACLs off.",
    "Turn on the bucket's public access block with all four switches.",
    "Look in the data events and access logs for who has read from or written to it since.",
  ],
  names: ["PutBucketAcl", "CreateBucket"],
  matches: (event) => {
    const grants = publicGrants(event);
    if (grants.length === 0) return undefined;
    return {
      summary: `${actorInWords(event.actor)} gave ${bucketInWords(event)} an ACL that grants ${listInWords(grants)}`,
      details: { Grants: listInWords(grants, 8) },
    };
  },
});
