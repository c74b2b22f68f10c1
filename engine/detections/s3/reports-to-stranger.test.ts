import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3ReportsToStranger } from "./reports-to-stranger";

const notify = (NotificationConfiguration: unknown, overrides = {}) =>
  bucketChange("PutBucketNotification", { notification: "", NotificationConfiguration }, overrides);
const queue = (account: string) => ({
  QueueConfiguration: { Queue: `arn:aws:sqs:eu-central-1:${account}:q`, Event: "s3:*" },
});
const inventory = (S3BucketDestination: object) =>
  bucketChange("PutBucketInventoryConfiguration", { InventoryConfiguration: { Destination: { S3BucketDestination } } });

describeDetection(s3ReportsToStranger, {
  matches: [
    [
      "a foreign queue",
      notify(queue("444455556666")),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice made bucket sensitive-data report its objects to account 444455556666",
        details: { "Foreign account": "444455556666" },
      },
    ],
    [
      "a foreign function in a list",
      notify({
        CloudFunctionConfiguration: [
          { CloudFunction: "arn:aws:lambda:eu-central-1:111122223333:function:ours" },
          { CloudFunction: "arn:aws:lambda:eu-central-1:444455556666:function:theirs" },
        ],
      }),
      {},
    ],
    ["a foreign topic", notify({ TopicConfiguration: { Topic: "arn:aws:sns:eu-central-1:444455556666:t" } }), {}],
    ["an inventory", inventory({ AccountId: "444455556666", Bucket: "arn:aws:s3:::theirs" }), {}],
    [
      "analytics",
      bucketChange("PutBucketAnalyticsConfiguration", {
        AnalyticsConfiguration: { S3BucketDestination: { BucketAccountId: 444455556666 } },
      }),
      {},
    ],
  ],
  ignores: [
    ["an own queue", notify(queue("111122223333"))],
    ["a trusted account's queue", notify(queue("222233334444"))],
    ["EventBridge", notify({ EventBridgeConfiguration: "" })],
    ["an own inventory", inventory({ AccountId: "111122223333" })],
    ["an inventory without account", inventory({ Bucket: "arn:aws:s3:::somewhere" })],
    ["a refused change", notify(queue("444455556666"), DENIED)],
  ],
});
