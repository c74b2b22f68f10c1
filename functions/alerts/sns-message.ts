import type { MessageAttributeValue, PublishCommandInput } from "@aws-sdk/client-sns";
import type { Alert } from "@palisade/engine/alerts/alert";
import { channelsOf, type Routing } from "@palisade/engine/alerts/routing";
import { emailText } from "@palisade/engine/alerts/text/email";
import { alertJson } from "@palisade/engine/alerts/text/json";
import { smsText } from "@palisade/engine/alerts/text/sms";
import { subjectLine } from "@palisade/engine/alerts/text/subject";
import { bucketsOf } from "@palisade/engine/detections/engine/match-names";

/** SNS takes 256 KiB, attributes included; the rest is left for them. */
const MOST_BYTES = 250_000;

function messageOf(alert: Alert, longestText: number): string {
  // Queues, functions and web hooks get the default.
  return JSON.stringify({ default: alertJson(alert, longestText), email: emailText(alert), sms: smsText(alert) });
}

function messageThatFits(alert: Alert): string {
  const message = messageOf(alert, 1024);
  return Buffer.byteLength(message) <= MOST_BYTES ? message : messageOf(alert, 256);
}

/** A filter compares exactly, so a value is not made harmless for people; it is only ever compared. */
function attributeText(text: string): string {
  return text.slice(0, 256).replace(/[^\x20-\x7e]/gu, "?");
}

/** A list where there are several, of which a filter takes any, as it takes the one. */
function bucketAttribute(buckets: readonly string[]): Record<string, MessageAttributeValue> {
  const texts = buckets.filter((bucket) => bucket !== "").map(attributeText);
  const [bucket] = texts;
  if (bucket === undefined) return {};
  return {
    bucket:
      texts.length === 1
        ? { DataType: "String", StringValue: bucket }
        : { DataType: "String.Array", StringValue: JSON.stringify(texts) },
  };
}

/** What subscribers can filter by. */
function attributes(alert: Alert, routing: Routing | undefined): Record<string, MessageAttributeValue> {
  const { severity, kind, match } = alert;
  const { detection, cause, account, region } = match;
  const texts = Object.entries({ severity, kind, detection, cause, account, region });
  return {
    ...Object.fromEntries(
      texts.flatMap(([name, text]) => (text ? [[name, { DataType: "String", StringValue: attributeText(text) }]] : [])),
    ),
    ...bucketAttribute(bucketsOf(match)),
    // A list, of which a filter takes any. SQS takes ten attributes, and of a message with more nothing arrives.
    ...(routing && {
      channels: { DataType: "String.Array", StringValue: JSON.stringify(channelsOf(alert, routing)) },
    }),
    "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" },
  };
}

/** One publish request that e-mail, text message and machine subscribers each get in their own form; `routing` names its channels. */
export function snsMessage(alert: Alert, topicArn: string, routing?: Routing): PublishCommandInput {
  return {
    TopicArn: topicArn,
    Subject: subjectLine(alert),
    MessageStructure: "json",
    Message: messageThatFits(alert),
    MessageAttributes: attributes(alert, routing),
  };
}
