import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, isFields, textOf } from "../../events/fields";
import { bucketInWords, defineBucketChange, elementOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { accountIn } from "../facts/principals";
import { isStranger } from "../facts/strangers";
import { actorInWords } from "../facts/wording";

/** A stranger is told of everything that lies in a bucket, or happens to it. */
export const s3ReportsToStranger = defineBucketChange({
  id: "s3.reports-to-stranger",
  title: "S3 bucket reports its objects to a foreign account",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0010:T1537"],
  description:
    "Notifications, inventories or analytics of a bucket were sent to an account that is neither the own one nor trusted: it learns the name of every object.",
  misses: [
    "an inventory whose destination does not name its account",
    "notifications by way of EventBridge, whose rules decide where they go",
  ],
  falsePositives: ["vendors that index or scan the bucket: list their accounts as trusted in palisade.yaml"],
  runbook: [
    "Find out whose account it is. If nobody knows it, take the configuration out.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
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
