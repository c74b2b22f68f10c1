import type { MessageAttributeValue, PublishCommandInput } from "@aws-sdk/client-sns";
import type { Alert } from "./alert";
import { emailText } from "./text/email";
import { alertJson } from "./text/json";
import { smsText } from "./text/sms";
import { subjectLine } from "./text/subject";

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

/** What subscribers can filter by. */
function attributes({ severity, kind, match }: Alert): Record<string, MessageAttributeValue> {
  const { detection, cause, bucket, account, region } = match;
  const texts = Object.entries({ severity, kind, detection, cause, bucket, account, region });
  return {
    ...Object.fromEntries(
      texts.flatMap(([name, text]) => (text ? [[name, { DataType: "String", StringValue: attributeText(text) }]] : [])),
    ),
    "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" },
  };
}

/** One publish request that e-mail, text message and machine subscribers each get in their own form. */
export function snsMessage(alert: Alert, topicArn: string): PublishCommandInput {
  return {
    TopicArn: topicArn,
    Subject: subjectLine(alert),
    MessageStructure: "json",
    Message: messageThatFits(alert),
    MessageAttributes: attributes(alert),
  };
}
