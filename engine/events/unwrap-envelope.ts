import { type Fields, isFields, textOf } from "./fields";

/** A CloudTrail record, or why the value holds none. Reasons are few and fixed, so that they can be counted. */
export type Unwrapped =
  | { readonly kind: "record"; readonly record: Fields }
  | { readonly kind: "skipped"; readonly reason: string }
  /** Nothing that is known: what it holds was not looked at. */
  | { readonly kind: "unreadable"; readonly reason: string };

const NOT_AN_OBJECT: Unwrapped = { kind: "unreadable", reason: "not a JSON object" };
const NOT_CLOUDTRAIL: Unwrapped = { kind: "skipped", reason: "an EventBridge event that is not from CloudTrail" };

/** Whether a value is an EventBridge envelope rather than what it carries. */
export function isEnvelope(value: unknown): value is Fields & { readonly detail: Fields } {
  return isFields(value) && isFields(value["detail"]) && typeof value["detail-type"] === "string";
}

/**
 * Takes the CloudTrail record out of an EventBridge envelope, or a bare record as it is. Where the record lacks its account, region
 * or time, the envelope's are filled in.
 */
export function unwrap(raw: unknown): Unwrapped {
  if (!isFields(raw)) return NOT_AN_OBJECT;
  if (!isEnvelope(raw)) return { kind: "record", record: raw };
  const { detail } = raw;
  if (textOf(detail["eventName"]) === undefined || textOf(detail["eventSource"]) === undefined) return NOT_CLOUDTRAIL;
  return { kind: "record", record: withEnvelopeFields(detail, raw) };
}

function withEnvelopeFields(detail: Fields, envelope: Fields): Fields {
  if (textOf(detail["recipientAccountId"]) && textOf(detail["awsRegion"]) && textOf(detail["eventTime"])) return detail;
  return {
    ...detail,
    recipientAccountId: textOf(detail["recipientAccountId"]) ?? textOf(envelope["account"]),
    awsRegion: textOf(detail["awsRegion"]) ?? textOf(envelope["region"]),
    eventTime: textOf(detail["eventTime"]) ?? textOf(envelope["time"]),
  };
}
