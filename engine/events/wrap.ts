import { eventIdOf } from "./event-id";
import { type Fields, fieldsOf, textOf } from "./fields";

/** An event as EventBridge delivers it and as its sandbox asks for it. */
export interface EventEnvelope {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [];
  readonly detail: Fields;
}

const DETAIL_TYPES: ReadonlyMap<unknown, string> = new Map([
  ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
  ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
  ["AwsConsoleSignin", "AWS Console Sign In via CloudTrail"],
  ["AwsCloudTrailInsight", "AWS Insight via CloudTrail"],
]);

/**
 * Puts a raw CloudTrail record into the envelope in which EventBridge would deliver it. The sandbox insists on every field, so what
 * the record does not hold is an empty text there.
 */
export function wrap(record: Fields): EventEnvelope {
  return {
    version: "0",
    id: textOf(record["eventID"]) ?? eventIdOf(record),
    "detail-type": DETAIL_TYPES.get(record["eventType"]) ?? "AWS API Call via CloudTrail",
    source: sourceOf(textOf(record["eventSource"])),
    account: textOf(record["recipientAccountId"]) ?? textOf(fieldsOf(record["userIdentity"])["accountId"]) ?? "",
    time: textOf(record["eventTime"]) ?? "",
    region: textOf(record["awsRegion"]) ?? "",
    resources: [],
    detail: record,
  };
}

/** `s3.amazonaws.com` is `aws.s3` to EventBridge. */
function sourceOf(eventSource = ""): string {
  const dot = eventSource.indexOf(".");
  return `aws.${dot < 0 ? eventSource : eventSource.slice(0, dot)}`;
}
