import type { Message } from "@aws-sdk/client-sqs";
import { parseJson } from "@palisade/aws/canonical-json";
import { listInWords } from "@palisade/engine/detections/facts/list-in-words";
import { type Fields, fieldsOf, textOf } from "@palisade/engine/events/fields";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { readNotification } from "@palisade/functions/access-logs/read-notification";
import type { DeadLetterQueue } from "./dead-letter-queues";

/** One message of a dead-letter queue, in a person's words. */
export interface DeadLetter {
  readonly messageId: string;
  readonly region: string;
  /** The channel that did not take it; absent where the detector did not. */
  readonly channel?: string;
  /** Whether it is the notification of an access log, which its reader did not take. */
  readonly isAccessLog?: boolean;
  /** As in `GetObject on example-data`, of an alert `s3.policy-made-public on example-data`; undefined where the message holds neither. */
  readonly event: string | undefined;
  /** Why it is here. */
  readonly reason: string;
  /** When it was first sent, in milliseconds since the epoch. */
  readonly sentAt: number | undefined;
}

/** What one message of the queue is, and why it is there. */
export function readDeadLetter(message: Message, queue: DeadLetterQueue): DeadLetter {
  const { region, channel } = queue;
  const { MessageId = "", Attributes } = message;
  const sentAt = Number(Attributes?.SentTimestamp);
  return {
    messageId: MessageId,
    region,
    ...(channel === undefined
      ? (readAccessLog(message, queue) ?? readEvent(message))
      : { channel, ...readAlert(message) }),
    sentAt: Number.isFinite(sentAt) && sentAt > 0 ? sentAt : undefined,
  };
}

type Content = Pick<DeadLetter, "event" | "reason">;

/** What a queue for nothing else holds is about access logs, whatever it says; elsewhere only what names one. */
function readAccessLog(
  message: Message,
  { queue, logQueue }: DeadLetterQueue,
): (Content & Pick<DeadLetter, "isAccessLog">) | undefined {
  if (logQueue === undefined) return undefined;
  const notification = readNotification(message.Body ?? "");
  const [first, ...others] = notification.kind === "objects" ? notification.objects : [];
  if (first === undefined && queue !== logQueue) return undefined;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const empty = notification.kind === "unreadable" ? `it names no log: ${notification.reason}` : undefined;
  return {
    isAccessLog: true,
    event: first && `access log ${first.bucket}/${first.key}${more}`,
    reason: undelivered(message) ?? empty ?? "the log could not be read to its end, again and again",
  };
}

/** Whether a message is to go through the queue of access logs. */
export function isAboutAccessLog(message: Message, queue: DeadLetterQueue): boolean {
  return readAccessLog(message, queue) !== undefined;
}

/** EventBridge says why in attributes; from the detector's queue a message comes for having failed too often. */
function readEvent(message: Message): Content {
  const body = parseJson(message.Body);
  const parsed = parseEvents(body);
  const [event] = parsed.kind === "events" ? parsed.events : [];
  const isText = message.Body !== undefined && body === undefined;
  const empty = parsed.kind !== "events" ? `it holds no event: ${isText ? "not JSON" : parsed.reason}` : undefined;
  return {
    event: event && nameOf(event),
    reason: undelivered(message) ?? empty ?? "the detector failed at it, again and again",
  };
}

/** The channel's function says why in an attribute, unless it could not even do that. */
function readAlert(message: Message): Content {
  const body = fieldsOf(parseJson(message.Body));
  const about = textOf(body["bucket"]) ?? textOf(body["resource"]);
  const name = textOf(body["detection"]) ?? whatElse(body);
  return {
    event: about === undefined ? name : name && `${name} on ${about}`,
    reason: said(message, "reason") ?? undelivered(message) ?? "the channel's function failed at it, again and again",
  };
}

/** What a channel is sent besides alerts. */
function whatElse({ source, kind, resolve }: Fields): string | undefined {
  if (source === "aws.cloudwatch") return "an alarm of Palisade's own";
  if (kind === "digest") return "a digest";
  return resolve === undefined ? undefined : "the end of an incident";
}

function undelivered(message: Message): string | undefined {
  // As EventBridge and SNS call what they say.
  for (const [sender, ...names] of [
    ["EventBridge", "ERROR_CODE", "ERROR_MESSAGE"],
    ["SNS", "ErrorCode", "ErrorMessage"],
  ] as const) {
    const [code, text] = names.map((name) => said(message, name));
    if (code !== undefined) return `${sender} could not deliver it: ${[code, text].filter(Boolean).join(", ")}`;
  }
  return undefined;
}

function said({ MessageAttributes }: Message, name: string): string | undefined {
  return textOf(MessageAttributes?.[name]?.StringValue);
}

type Event = Extract<ReturnType<typeof parseEvents>, { readonly kind: "events" }>["events"][number];

function nameOf(event: Event): string {
  const [name, about] =
    event.kind === "call"
      ? [event.name, event.bucket ?? event.service]
      : [event.type, listInWords(event.resources) || undefined];
  return about === undefined ? name : `${name} on ${about}`;
}
