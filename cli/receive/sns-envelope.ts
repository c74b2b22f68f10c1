import { isFields } from "@palisade/engine/events/fields";
import { RefusedDelivery } from "./refused-delivery";

interface EnvelopeHead {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly timestamp: string;
  readonly signatureVersion: string;
  readonly signature: string;
  readonly signingCertUrl: string;
}

/** Asks whether the subscription, or its end, is wanted. */
interface SnsConfirmation extends EnvelopeHead {
  readonly type: "SubscriptionConfirmation" | "UnsubscribeConfirmation";
  readonly token: string;
  readonly subscribeUrl: string;
}

interface SnsNotification extends EnvelopeHead {
  readonly type: "Notification";
  readonly subject: string | undefined;
}

/** What SNS posts to an HTTPS endpoint, unless raw delivery is on. */
export type SnsEnvelope = SnsConfirmation | SnsNotification;

/** Reads the body of a delivery. Nothing in it is to be believed before its signature fits. */
export function parseSnsEnvelope(body: string): SnsEnvelope {
  const fields = jsonOf(body);
  if (!isFields(fields)) throw new RefusedDelivery(400, "SNS message cannot be read: expected a JSON object");
  const text = (name: string): string => {
    const value = fields[name];
    if (typeof value === "string") return value;
    throw new RefusedDelivery(400, `SNS message cannot be read: expected a text as ${name}`);
  };
  // A line break would let one signed text stand for other fields than those that were signed.
  const line = (name: string): string => {
    const value = text(name);
    if (!/[\r\n]/.test(value)) return value;
    throw new RefusedDelivery(400, `SNS message cannot be read: expected one line as ${name}`);
  };
  const type = line("Type");
  const head: EnvelopeHead = {
    messageId: line("MessageId"),
    topicArn: line("TopicArn"),
    message: text("Message"),
    timestamp: line("Timestamp"),
    signatureVersion: line("SignatureVersion"),
    signature: line("Signature"),
    signingCertUrl: line("SigningCertURL"),
  };
  if (type === "Notification") {
    // A message without a subject comes without the field, or with null.
    const hasSubject = fields["Subject"] !== undefined && fields["Subject"] !== null;
    return { ...head, type, subject: hasSubject ? line("Subject") : undefined };
  }
  if (type === "SubscriptionConfirmation" || type === "UnsubscribeConfirmation") {
    return { ...head, type, token: line("Token"), subscribeUrl: line("SubscribeURL") };
  }
  throw new RefusedDelivery(400, "SNS message cannot be read: its Type is none that SNS documents");
}

/** What SNS signs: names and values in this order, a line each. https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
export function signedText(envelope: SnsEnvelope): string {
  const { message, messageId, timestamp, topicArn, type } = envelope;
  const lines =
    type === "Notification"
      ? { Message: message, MessageId: messageId, Subject: envelope.subject, Timestamp: timestamp, TopicArn: topicArn }
      : {
          Message: message,
          MessageId: messageId,
          SubscribeURL: envelope.subscribeUrl,
          Timestamp: timestamp,
          Token: envelope.token,
          TopicArn: topicArn,
        };
  return Object.entries({ ...lines, Type: type })
    .map(([name, value]) => (value === undefined ? "" : `${name}\n${value}\n`))
    .join("");
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new RefusedDelivery(400, "SNS message cannot be read: it is not JSON", { cause: error });
  }
}
