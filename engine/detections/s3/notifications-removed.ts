import { isFields } from "../../events/fields";
import { bucketInWords, defineBucketChange, isProtected, parametersOf } from "../facts/bucket-change";
import { actorInWords } from "../facts/wording";

/** No one is notified any more of what happens to a bucket's objects. */
export const s3NotificationsRemoved = defineBucketChange({
  id: "s3.notifications-removed",
  title: "S3 bucket's notifications were removed",
  enabledByDefault: true,
  severity: "low",
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
