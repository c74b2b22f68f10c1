import { fieldsOf, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** ACLs, which Object Ownership had switched off, count again. */
export const s3AclsEnabled = defineBucketChange({
  id: "s3.acls-enabled",
  title: "S3 bucket's ACLs were switched on",
  enabledByDefault: true,
  severity: "medium",
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
