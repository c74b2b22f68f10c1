import { parseEventTime } from "@palisade/engine/events/event-time";
import { type Fields, fieldsOf, isFields, textOf } from "@palisade/engine/events/fields";

/** A log as S3's notification names it. */
export interface LogObject {
  readonly bucket: string;
  readonly key: string;
  /** Region of the bucket; undefined where the notification does not say. */
  readonly region: string | undefined;
  /** As HTTP has it, without quotes. */
  readonly etag: string | undefined;
  /** What distinguishes this object from another one under its key: its version, else what is in it. */
  readonly version: string;
  /** When S3 wrote it, in milliseconds since the epoch; undefined where the notification does not say. */
  readonly writtenAt: number | undefined;
}

/** What a message of the queue is. */
export type Notification =
  /** Empty where S3's notification is about something else than new objects. */
  | { readonly kind: "objects"; readonly objects: readonly LogObject[] }
  /** Sent once when a bucket's notifications are set up. */
  | { readonly kind: "test" }
  | { readonly kind: "unreadable"; readonly reason: "not JSON" | "no notification of S3" | "an object without a name" };

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

/**
 * Reads what S3 says of new objects, by EventBridge or straight into the queue.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function readNotification(body: string): Notification {
  const message = parseJson(body);
  if (message === undefined) return { kind: "unreadable", reason: "not JSON" };
  const fields = fieldsOf(message);
  if (fields["Event"] === "s3:TestEvent") return { kind: "test" };
  if (fields["source"] === "aws.s3") return ofObjects([readEvent(fields)]);
  const { Records } = fields;
  if (!Array.isArray(Records) || Records.length === 0) return NO_NOTIFICATION;
  if (!Records.every((record) => fieldsOf(record)["eventSource"] === "aws:s3")) return NO_NOTIFICATION;
  return ofObjects(Records.filter(isFields).map(readRecord));
}

const NO_NOTIFICATION: Notification = { kind: "unreadable", reason: "no notification of S3" };

type Read = LogObject | "nameless" | "of something else";

function ofObjects(read: readonly Read[]): Notification {
  if (read.includes("nameless")) return { kind: "unreadable", reason: "an object without a name" };
  return { kind: "objects", objects: read.filter((one) => typeof one === "object") };
}

function readEvent({ "detail-type": type, region, time, detail }: Fields): Read {
  if (type !== "Object Created") return "of something else";
  const { bucket, object } = fieldsOf(detail);
  const { key, etag, eTag, sequencer, "version-id": versionId } = fieldsOf(object);
  return logObject({
    bucket: textOf(fieldsOf(bucket)["name"]),
    key: textOf(key),
    region: textOf(region),
    etag: textOf(etag) ?? textOf(eTag),
    versionId: textOf(versionId),
    sequencer: textOf(sequencer),
    time,
  });
}

function readRecord({ eventName, eventTime, awsRegion, s3 }: Fields): Read {
  if (!textOf(eventName)?.startsWith("ObjectCreated:")) return "of something else";
  const { bucket, object } = fieldsOf(s3);
  const { key, eTag, sequencer, versionId } = fieldsOf(object);
  return logObject({
    bucket: textOf(fieldsOf(bucket)["name"]),
    key: decodeKey(textOf(key)),
    region: textOf(awsRegion),
    etag: textOf(eTag),
    versionId: textOf(versionId),
    sequencer: textOf(sequencer),
    time: eventTime,
  });
}

interface Told extends Pick<LogObject, "etag"> {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly region: string | undefined;
  readonly versionId: string | undefined;
  readonly sequencer: string | undefined;
  readonly time: unknown;
}

function logObject({ bucket, key, region, etag, versionId, sequencer, time }: Told): LogObject | "nameless" {
  if (bucket === undefined || key === undefined) return "nameless";
  // A bucket that never had versions says "null".
  const version = (versionId === "null" ? undefined : versionId) ?? etag ?? sequencer ?? "";
  return {
    bucket,
    key,
    region: region !== undefined && REGION.test(region) ? region : undefined,
    etag,
    version,
    writtenAt: parseEventTime(time),
  };
}

/** Form encoding: a plus sign is a space. */
function decodeKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
