import { describeActor } from "../actor";
import { bucketIdentity } from "../bucket-identity";
import { eventIdOf } from "../event-id";
import { parseEventTime } from "../event-time";
import { type Fields, fieldsOf, flagOf, textOf } from "../fields";
import { classifySource } from "../source";
import { unwrap } from "../unwrap-envelope";
import type { CloudTrailEvent } from "./cloudtrail-event";

/**
 * An event, or why there is none: skipped is of a known kind that holds none, unreadable is anything else. Reasons are few and fixed, so
 * that they can be counted.
 */
export type Parsed =
  | { readonly kind: "event"; readonly event: CloudTrailEvent }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads a CloudTrail record, bare or in its EventBridge envelope. Never throws, whatever it is given. */
export function parseCloudTrail(raw: unknown): Parsed {
  const unwrapped = unwrap(raw);
  if (unwrapped.kind !== "record") return unwrapped;
  const { record } = unwrapped;
  const summary = summaryReason(record);
  if (summary !== undefined) return { kind: "skipped", reason: summary };
  const name = textOf(record["eventName"]);
  if (name === undefined) return unreadable("no eventName");
  const service = textOf(record["eventSource"]);
  if (service === undefined) return unreadable("no eventSource");
  const time = parseEventTime(record["eventTime"]);
  if (time === undefined) return unreadable("no readable eventTime");
  return { kind: "event", event: eventOf(record, name, service, time) };
}

/** What sums up calls or files instead of being a call: other fields, and every call has a record of its own. */
function summaryReason(record: Fields): string | undefined {
  const type = record["eventType"];
  const category = record["eventCategory"];
  if (type === "AwsAggregatedEvent" || category === "Aggregated")
    return "an aggregated event, which stands for many calls";
  if (type === "AwsCloudTrailInsight" || category === "Insight")
    return "a CloudTrail Insights event, which is not a call";
  if (record["digestStartTime"] !== undefined && record["logFiles"] !== undefined)
    return "a digest of CloudTrail, which holds no records";
  return undefined;
}

function unreadable(reason: string): Parsed {
  return { kind: "unreadable", reason };
}

function eventOf(record: Fields, name: string, service: string, time: number): CloudTrailEvent {
  const account = textOf(record["recipientAccountId"]);
  const errorMessage = textOf(record["errorMessage"]);
  const parameters = fieldsOf(record["requestParameters"]);
  const identity = fieldsOf(record["userIdentity"]);
  const bucket = bucketIdentity(record);
  const actor = describeActor(identity, { account, errorMessage });
  return {
    kind: "call",
    id: eventIdOf(record),
    eventId: textOf(record["eventID"]),
    time,
    name,
    service,
    region: textOf(record["awsRegion"]),
    account,
    errorCode: textOf(record["errorCode"]),
    errorMessage,
    readOnly: flagOf(record["readOnly"]),
    userAgent: textOf(record["userAgent"]),
    vpcEndpointId: textOf(record["vpcEndpointId"]),
    bucket: bucket.kind === "named" ? bucket.bucket : undefined,
    bucketIdentity: bucket,
    key: textOf(parameters["key"]),
    source: classifySource(record["sourceIPAddress"], { type: textOf(identity["type"]), invokedBy: actor.invokedBy }),
    actor,
    record,
  };
}
