import { fieldsOf } from "../fields";
import { type Carrier, contentOf, holds, holdsNone } from "./carrier";

/** A message of SQS as Lambda has it, or as `aws sqs receive-message` prints it. */
const sqs: Carrier = (value) => {
  const { Messages: messages } = value;
  if (Array.isArray(messages)) return holds(...messages);
  const body = contentOf(value["body"]) ?? contentOf(value["Body"]);
  const isMessage = ["messageId", "MessageId", "receiptHandle", "ReceiptHandle"].some(
    (key) => value[key] !== undefined,
  );
  return body !== undefined && isMessage ? holds(body) : undefined;
};

/** A notification of SNS as Lambda has it, or as it is delivered to a queue or an address. */
const sns: Carrier = (value) => {
  const inner = contentOf(fieldsOf(value["Sns"])["Message"]);
  if (inner !== undefined) return holds(inner);
  const { Type: type } = value;
  if (type === "SubscriptionConfirmation" || type === "UnsubscribeConfirmation") {
    return holdsNone("a confirmation of a subscription of SNS");
  }
  const message = contentOf(value["Message"]);
  return message !== undefined && value["TopicArn"] !== undefined ? holds(message) : undefined;
};

export const QUEUES: readonly Carrier[] = [sqs, sns];
