import { bucketIdentity, S3 } from "../../functions/src/events/bucket-identity";
import { copiedBucket } from "../../functions/src/events/copied-read";
import type { Event } from "../../functions/src/events/event";
import { type Fields, textOf } from "../../functions/src/events/fields";
import { COPIES } from "../../functions/src/events/s3-event-names";

/** Where a record is from, as far as it decides whether a configuration is about it. */
export interface Origin {
  /** The bucket of an S3 request. */
  readonly bucket: string | undefined;
  /** The ARN, alias or host of an access point of which the record does not name the bucket. */
  readonly through: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Whether it is a request for objects, which rules hear in the bucket's own region. */
  readonly isData: boolean;
}

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
    isData: isS3 && record["managementEvent"] === false,
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

/** A line of an access log names its bucket, and neither account nor region; a finding the account that it concerns. */
export function originOfEvent(event: Event): Origin {
  switch (event.kind) {
    case "call":
      return originOfRecord(event.record);
    case "access-log":
      return { bucket: event.bucket, through: undefined, account: undefined, region: undefined, isData: true };
    case "finding":
      return { bucket: undefined, through: undefined, account: event.account, region: event.region, isData: false };
  }
}
