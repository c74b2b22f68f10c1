import { bucketIdentity, S3 } from "@palisade/engine/events/bucket-identity";
import { copiedBucket } from "@palisade/engine/events/cloudtrail/copied-read";
import { COPIES } from "@palisade/engine/events/cloudtrail/s3-event-names";
import type { Event } from "@palisade/engine/events/event";
import { type Fields, textOf } from "@palisade/engine/events/fields";

/** Where a record is from, as far as it decides whether a configuration is about it. */
export interface Origin {
  /** The bucket of an S3 request. */
  readonly bucket: string | undefined;
  /** The ARN, alias or host of an access point of which the record does not name the bucket. */
  readonly through: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Absent where the record is too old to say, or is a finding. */
  readonly plane: Plane | undefined;
  readonly isS3: boolean;
}

/** What CloudTrail has to be told to record: requests for objects are `data`, and no trail records them unless it is told to. */
export type Plane = (typeof PLANES)[number];

export const PLANES = ["data", "management", "network"] as const;

/** Records that are from the same place. */
export interface CountedOrigin extends Origin {
  readonly records: number;
}

export function originOfRecord(record: Fields): Origin {
  const isS3 = record["eventSource"] === S3;
  const identity = bucketIdentity(record);
  return {
    bucket: isS3 && identity.kind === "named" ? identity.bucket : undefined,
    through: identity.kind === "unresolved" ? identity.through : undefined,
    account: textOf(record["recipientAccountId"]),
    region: textOf(record["awsRegion"]),
    plane: planeOf(record),
    isS3,
  };
}

/** Where the bucket is that a record's copy reads, besides the one that it writes to; undefined for every other record. */
export function originOfCopiedRead(record: Fields): Origin | undefined {
  if (!COPIES.has(String(record["eventName"])) || textOf(record["errorCode"]) !== undefined) return undefined;
  const read = copiedBucket(record, bucketIdentity(record));
  if (read.kind === "none") return undefined;
  return {
    ...originOfRecord(record),
    bucket: read.kind === "named" ? read.bucket : undefined,
    through: read.kind === "unresolved" ? read.through : undefined,
  };
}

export function planeOf({ eventCategory, managementEvent }: Fields): Plane | undefined {
  if (eventCategory === "NetworkActivity") return "network";
  if (managementEvent === true || eventCategory === "Management") return "management";
  return managementEvent === false || eventCategory === "Data" ? "data" : undefined;
}

/** Whether a log with such a record records requests for objects: the bucket is named, and it is no call about the bucket itself. */
export function isForObjects({ bucket, plane }: Origin): boolean {
  return bucket !== undefined && plane !== "management";
}

/** A request for an object of which the record names neither a bucket nor an access point. */
export function isUnnamed({ bucket, through, plane, isS3 }: Origin): boolean {
  return isS3 && plane === "data" && bucket === undefined && through === undefined;
}

const NOWHERE: Origin = {
  bucket: undefined,
  through: undefined,
  account: undefined,
  region: undefined,
  plane: undefined,
  isS3: false,
};

/** A line of an access log names its bucket, and neither account nor region; a finding the account that it concerns. */
export function originOfEvent(event: Event): Origin {
  switch (event.kind) {
    case "call":
      return originOfRecord(event.record);
    case "access-log":
      return { ...NOWHERE, bucket: event.bucket, plane: "data", isS3: true };
    case "finding":
      return { ...NOWHERE, account: event.account, region: event.region };
  }
}
