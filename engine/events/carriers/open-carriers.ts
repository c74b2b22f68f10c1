import { type Fields, isFields, textOf } from "../fields";
import { isEnvelope } from "../unwrap-envelope";
import { athenaAnswer, athenaRow } from "./athena";
import type { Carrier } from "./carrier";
import { CLOUDTRAIL_LAKE } from "./cloudtrail-lake";
import { CLOUDWATCH_LOGS, LOG_MESSAGE } from "./cloudwatch-logs";
import { elastic } from "./elastic";
import { eventHistoryRow } from "./event-history";
import { logFileNames } from "./log-file-names";
import { lookupEvents } from "./lookup-events";
import { payloadOf } from "./payload";
import { QUEUES } from "./queues";
import { rowWithRecord } from "./rows";
import { securityLake } from "./security-lake";
import { splunk } from "./splunk";
import { STREAMS } from "./streams";

/** What came out of all carriers around it. */
export type Carried =
  | { readonly kind: "value"; readonly value: unknown }
  /** Text that is no JSON, such as a line of an access log. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** In this order: what names its content without a doubt comes first. */
const CARRIERS: readonly Carrier[] = [
  logFileNames,
  lookupEvents,
  ...QUEUES,
  ...STREAMS,
  ...CLOUDWATCH_LOGS,
  splunk,
  elastic,
  securityLake,
  athenaAnswer,
  ...CLOUDTRAIL_LAKE,
  rowWithRecord,
  athenaRow,
  eventHistoryRow,
  LOG_MESSAGE,
];

/** S3's notification in SNS's in SQS's, of which each may be in a stream, is far less. */
const MOST_DEPTH = 12;

/** Takes a value out of what services and tools put around records; one that is no carrier comes back as it is. Never throws. */
export function* openCarriers(value: unknown, depth = 0): Generator<Carried, void> {
  if (depth > MOST_DEPTH) {
    yield { kind: "unreadable", reason: `more than ${MOST_DEPTH} carriers inside each other` };
  } else if (typeof value === "string") {
    yield* openText(value, depth);
  } else if (Array.isArray(value) && (depth > 0 || value.length > 0)) {
    for (const one of value) yield* openCarriers(one, depth + 1);
  } else if (!isFields(value) || isRecord(value)) {
    yield { kind: "value", value };
  } else {
    yield* openFields(value, depth);
  }
}

function* openFields(value: Fields, depth: number): Generator<Carried, void> {
  const { Records: records } = value;
  if (Array.isArray(records)) return yield* openCarriers(records, depth + 1);
  for (const carrier of CARRIERS) {
    const opened = carrier(value);
    if (opened === undefined) continue;
    if (opened.kind !== "holds") return yield opened;
    for (const inner of opened.values) yield* openCarriers(inner, depth + 1);
    return;
  }
  yield { kind: "value", value };
}

function* openText(text: string, depth: number): Generator<Carried, void> {
  const payload = payloadOf(text);
  if (payload.kind !== "json") return yield payload;
  for (const value of payload.values) yield* openCarriers(value, depth + 1);
}

/** A record of CloudTrail or an event of EventBridge itself, whatever other fields it has. */
function isRecord(value: Fields): boolean {
  if (isEnvelope(value)) return true;
  return (
    textOf(value["eventName"]) !== undefined &&
    textOf(value["eventSource"]) !== undefined &&
    isFields(value["userIdentity"]) &&
    !isFields(value["s3"])
  );
}
