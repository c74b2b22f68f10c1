import { bucketInWords, defineBucketChange } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { publicGrants } from "../facts/public-grants";
import { actorInWords } from "../facts/wording";

/** A bucket's ACL allows everyone, or everyone with an AWS account. */
export const s3BucketAclOpened = defineBucketChange({
  id: "s3.bucket-acl-opened",
  title: "S3 bucket ACL was made public",
  enabledByDefault: true,
  severity: "high",
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
