import { sign } from "node:crypto";
import { type TestCertificate, testCertificate } from "./certificate-fixture";

export const TOPIC = "arn:aws:sns:eu-central-1:111122223333:palisade-alerts";
export const CERTIFICATE_URL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
export const SUBSCRIBE_URL = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f`;

export const certificate: TestCertificate = testCertificate();

type Texts = Readonly<Record<string, string | undefined>>;

const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

/** A body as SNS posts it, signed after `changes` were made and before `tampering`. */
export function snsBody(changes: Texts, now: number, { tampering = {} as Texts, by = certificate } = {}): string {
  const fields: Texts = {
    Type: "Notification",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: TOPIC,
    Message: "",
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: "2",
    SigningCertURL: CERTIFICATE_URL,
    UnsubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${TOPIC}:1`,
    ...changes,
  };
  const text = (SIGNED[fields["Type"] ?? ""] ?? [])
    .flatMap((name) => (fields[name] === undefined ? [] : [`${name}\n${fields[name]}\n`]))
    .join("");
  const digest = fields["SignatureVersion"] === "1" ? "sha1" : "sha256";
  const Signature = sign(digest, Buffer.from(text), by.privateKey).toString("base64");
  return JSON.stringify({ ...fields, Signature, ...tampering });
}

export function confirmationBody(type: string, changes: Texts, now: number): string {
  const token = { Token: "2336412f", SubscribeURL: SUBSCRIBE_URL };
  return snsBody({ Type: type, Message: "You have chosen to subscribe.", ...token, ...changes }, now);
}
