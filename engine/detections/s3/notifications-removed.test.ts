import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3NotificationsRemoved } from "./notifications-removed";

const notify = (NotificationConfiguration: unknown, parameters: object = ELSEWHERE, overrides = {}) =>
  bucketChange("PutBucketNotification", { notification: "", NotificationConfiguration, ...parameters }, overrides);

describeDetection(s3NotificationsRemoved, {
  matches: [
    ["an empty configuration", notify({ xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" }), { severity: "low" }],
    ["an empty element", notify(""), { severity: "low" }],
    ["a protected bucket's", notify({}, {}), { severity: "medium" }],
    ["a bucket of logs'", notify({}, { bucketName: "trail-logs" }), { severity: "medium" }],
  ],
  ignores: [
    ["EventBridge alone", notify({ EventBridgeConfiguration: "" })],
    ["a queue", notify({ QueueConfiguration: { Queue: "arn:aws:sqs:eu-central-1:111122223333:q" } })],
    ["a record without configuration", notify(undefined)],
    ["a refused change", notify({}, {}, DENIED)],
  ],
});
