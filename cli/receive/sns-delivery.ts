import { verify } from "node:crypto";
import { type ReceivedMessage, readMessage } from "./read-message";
import { RefusedDelivery } from "./refused-delivery";
import type { Download, SigningCertificates } from "./signing-certificates";
import { parseSnsEnvelope, type SnsEnvelope, signedText } from "./sns-envelope";
import { confirmationUrl } from "./sns-url";

export interface SnsReader {
  /** ARNs; messages of all others are refused. */
  readonly topics: readonly string[];
  readonly certificates: SigningCertificates;
  readonly download: Download;
}

export type SnsDelivery = ReceivedMessage | { readonly kind: "confirmed" | "unsubscribed"; readonly topicArn: string };

/** SNS tries for an hour at most; what is older is a replay. */
const OLDEST_MS = 2 * 60 * 60_000;
const CLOCK_DIFFERENCE_MS = 5 * 60_000;

const DIGESTS: Readonly<Record<string, string>> = { "1": "sha1", "2": "sha256" };

/** What a delivery means once it is proven to come from SNS and one of the topics; `now` in milliseconds since the epoch. */
export async function readSnsDelivery(body: string, reader: SnsReader, now: number): Promise<SnsDelivery> {
  const envelope = parseSnsEnvelope(body);
  // Before anything is downloaded on the word of a stranger.
  if (!reader.topics.includes(envelope.topicArn)) throw new RefusedDelivery(403, "TopicArn is not the expected one");
  checkAge(envelope.timestamp, now);
  await checkSignature(envelope, reader.certificates, now);
  switch (envelope.type) {
    case "Notification":
      return readMessage(envelope.message);
    case "SubscriptionConfirmation":
      await confirm(envelope.subscribeUrl, envelope.topicArn, reader.download);
      return { kind: "confirmed", topicArn: envelope.topicArn };
    case "UnsubscribeConfirmation":
      // Its URL would subscribe again. Unsubscribing was meant.
      return { kind: "unsubscribed", topicArn: envelope.topicArn };
  }
}

function checkAge(timestamp: string, now: number): void {
  const age = now - Date.parse(timestamp);
  if (age <= OLDEST_MS && age >= -CLOCK_DIFFERENCE_MS) return;
  throw new RefusedDelivery(403, "Timestamp is too old, in the future or none");
}

async function checkSignature(envelope: SnsEnvelope, certificates: SigningCertificates, now: number): Promise<void> {
  const digest = DIGESTS[envelope.signatureVersion];
  if (digest === undefined) throw new RefusedDelivery(403, "SignatureVersion is neither 1 nor 2");
  const key = await certificates.keyAt(envelope.signingCertUrl, envelope.topicArn, now);
  const signature = Buffer.from(envelope.signature, "base64");
  if (verify(digest, Buffer.from(signedText(envelope)), key, signature)) return;
  throw new RefusedDelivery(403, "Signature does not fit");
}

async function confirm(subscribeUrl: string, topicArn: string, download: Download): Promise<void> {
  const url = confirmationUrl(subscribeUrl, topicArn);
  if (!url) throw new RefusedDelivery(403, "SubscribeURL does not confirm this topic at SNS in the topic's region");
  try {
    await download(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RefusedDelivery(502, `the subscription cannot be confirmed: ${reason}`, { cause: error });
  }
}
