import { isFields } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected, parametersOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** Nobody is told any more of what happens to a bucket's objects. */
export const s3NotificationsRemoved = defineBucketChange({
  id: "s3.notifications-removed",
  title: "S3 bucket's notifications were removed",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562"],
  description:
    "All notifications of a bucket, those by way of EventBridge included, were removed: whoever scans or copies what is written hears nothing any more. Medium for protected and log buckets.",
  misses: ["single notifications that are taken out of several"],
  falsePositives: ["buckets that are being taken down, and deployments that write an empty configuration first"],
  runbook: [
    "Put the notifications back: aws s3api put-bucket-notification-configuration.",
    "Run whatever they start, such as scans, over what was written in between.",
  ],
  names: ["PutBucketNotification", "PutBucketNotificationConfiguration"],
  matches: (event, context) => {
    const configuration = parametersOf(event)["NotificationConfiguration"];
    const isEmpty = isFields(configuration)
      ? Object.keys(configuration).every((name) => name.startsWith("xmlns"))
      : configuration === "";
    if (!isEmpty) return undefined;
    const isLogs = event.bucket !== undefined && context.isLogBucket(event.bucket);
    return {
      severity: isLogs || isProtected(event, context) ? "medium" : "low",
      summary: `${actorInWords(event.actor)} removed all notifications of ${bucketInWords(event)}`,
    };
  },
});
