import { fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** ACLs, which Object Ownership had switched off, count again. */
export const s3AclsEnabled = defineBucketChange({
  id: "s3.acls-enabled",
  title: "S3 bucket's ACLs were switched on",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1222"],
  description:
    "Object Ownership of a bucket was deleted or set to anything but BucketOwnerEnforced, so that ACLs count again, whatever the bucket's policy says.",
  misses: ["buckets that are created with ACLs on"],
  falsePositives: ["buckets that receive CloudFront's or other older logs, whose delivery needs ACLs"],
  runbook: [
    "Set Object Ownership back to BucketOwnerEnforced: aws s3api put-bucket-ownership-controls.",
    "Look whether the same caller wrote ACLs for the bucket or its objects afterwards.",
  ],
  names: ["PutBucketOwnershipControls", "DeleteBucketOwnershipControls"],
  matches: (event) => {
    const who = actorInWords(event.actor);
    if (event.name.startsWith("Delete")) {
      return { summary: `${who} deleted the ownership controls of ${bucketInWords(event)}` };
    }
    const rules = listOf(fieldsOf(elementOf(event, "OwnershipControls"))["Rule"]);
    const ownership = rules.map((rule) => textOf(fieldsOf(rule)["ObjectOwnership"])).find((one) => one !== ENFORCED);
    return ownership === undefined
      ? undefined
      : { summary: `${who} set Object Ownership of ${bucketInWords(event)} to ${ownership}` };
  },
});

const ENFORCED = "BucketOwnerEnforced";
