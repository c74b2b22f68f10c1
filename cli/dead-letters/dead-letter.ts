import type { Message } from "@aws-sdk/client-sqs";
import { textOf } from "../../functions/src/events/fields";
import { parseEvents } from "../../functions/src/events/parse-events";
import { parseJson } from "../doctor/canonical-json";

/** One message of a dead-letter queue, in a person's words. */
export interface DeadLetter {
  readonly messageId: string;
  readonly region: string;
  /** As in `GetObject on example-data`; undefined where the message holds no event. */
  readonly event: string | undefined;
  /** Why it is here. */
  readonly reason: string;
  /** When it was first sent, in milliseconds since the epoch. */
  readonly sentAt: number | undefined;
}

/** EventBridge says why in attributes; from the detector's queue a message comes for having failed too often. */
export function readDeadLetter(
  { MessageId = "", Body, Attributes, MessageAttributes }: Message,
  region: string,
): DeadLetter {
  const parsed = parseEvents(parseJson(Body));
  const [event] = parsed.kind === "events" ? parsed.events : [];
  const said = (name: string) => textOf(MessageAttributes?.[name]?.StringValue);
  const code = said("ERROR_CODE");
  const sentAt = Number(Attributes?.SentTimestamp);
  return {
    messageId: MessageId,
    region,
    event: event && nameOf(event),
    reason:
      code !== undefined
        ? `EventBridge could not deliver it: ${[code, said("ERROR_MESSAGE")].filter(Boolean).join(", ")}`
        : parsed.kind === "skipped"
          ? `it holds no event: ${Body !== undefined && parseJson(Body) === undefined ? "not JSON" : parsed.reason}`
          : "the detector failed at it, again and again",
    sentAt: Number.isFinite(sentAt) && sentAt > 0 ? sentAt : undefined,
  };
}

type Event = Extract<ReturnType<typeof parseEvents>, { readonly kind: "events" }>["events"][number];

function nameOf(event: Event): string {
  const [name, about] =
    event.kind === "call" ? [event.name, event.bucket ?? event.service] : [event.type, event.resource];
  return about === undefined ? name : `${name} on ${about}`;
}
