import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3AclsEnabled } from "./acls-enabled";

const put = (Rule: unknown, overrides = {}) =>
  bucketChange("PutBucketOwnershipControls", { ownershipControls: "", OwnershipControls: { Rule } }, overrides);

describeDetection(s3AclsEnabled, {
  matches: [
    [
      "ObjectWriter",
      put({ ObjectOwnership: "ObjectWriter" }),
      { summary: "arn:aws:iam::111122223333:user/alice set Object Ownership of bucket sensitive-data to ObjectWriter" },
    ],
    ["BucketOwnerPreferred in a list", put([{ ObjectOwnership: "BucketOwnerPreferred" }]), {}],
    ["the controls' deletion", bucketChange("DeleteBucketOwnershipControls"), {}],
  ],
  ignores: [
    ["BucketOwnerEnforced", put({ ObjectOwnership: "BucketOwnerEnforced" })],
    ["a record without rule", put(undefined)],
    ["a refused change", put({ ObjectOwnership: "ObjectWriter" }, DENIED)],
  ],
});
