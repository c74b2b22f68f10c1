import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ReplicationDeleted } from "./replication-deleted";

describeDetection(s3ReplicationDeleted, {
  matches: [
    [
      "its deletion",
      bucketChange("DeleteBucketReplication", { replication: "" }),
      { summary: "arn:aws:iam::111122223333:user/alice deleted the replication of bucket sensitive-data" },
    ],
  ],
  ignores: [
    ["a refused deletion", bucketChange("DeleteBucketReplication", {}, DENIED)],
    ["replication that is set up", bucketChange("PutBucketReplication")],
  ],
});
