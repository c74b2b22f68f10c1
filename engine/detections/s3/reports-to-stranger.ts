import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { accountIn } from "../facts/principals";
import { isStranger } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** A stranger receives reports of everything in a bucket, or of what happens to it. */
export const s3ReportsToStranger = defineBucketChange({
  id: "s3.reports-to-stranger",
  title: "S3 bucket reports its objects to a foreign account",
  enabledByDefault: true,
  severity: "medium",
  names: [
    "PutBucketNotification",
    "PutBucketNotificationConfiguration",
    "PutBucketInventoryConfiguration",
    "PutInventoryConfiguration",
    "PutBucketAnalyticsConfiguration",
    "PutAnalyticsConfiguration",
  ],
  matches: (event, context) => {
    const targets = targetsOf(event);
    if (targets.length === 0) return undefined;
    const accounts = targets
      .flatMap((target) => accountIn(target) ?? [])
      .filter((account) => isStranger(account, event, context));
    if (accounts.length === 0) return undefined;
    const whom = listInWords([...new Set(accounts)]);
    return {
      summary: `${actorInWords(event.actor)} made ${bucketInWords(event)} report its objects to account ${whom}`,
      details: { "Foreign account": whom },
    };
  },
});

function targetsOf(event: CloudTrailEvent): readonly unknown[] {
  const notifications = elementOf(event, "NotificationConfiguration");
  if (notifications !== undefined) return notificationTargets(fieldsOf(notifications));
  const destination = elementOf(event, "S3BucketDestination");
  if (destination === undefined) return [];
  const { AccountId, BucketAccountId } = fieldsOf(destination);
  return [AccountId, BucketAccountId];
}

const TARGETS = ["CloudFunction", "LambdaFunction", "LambdaFunctionArn", "Queue", "QueueArn", "Topic", "TopicArn"];

/** ARNs of functions, queues and topics, in the names of S3's old and new API. */
function notificationTargets(configuration: Fields): readonly (string | undefined)[] {
  return Object.values(configuration)
    .flatMap(listOf)
    .filter(isFields)
    .flatMap((target) => TARGETS.map((name) => textOf(target[name])));
}
