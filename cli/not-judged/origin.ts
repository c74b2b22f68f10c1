import type { Event } from "../../functions/src/events/event";
import { type Fields, fieldsOf, textOf } from "../../functions/src/events/fields";

/** Where a record is from, as far as it decides whether a configuration is about it. */
export interface Origin {
  /** What an S3 request names as its bucket: the bucket, or the ARN or alias of an access point. */
  readonly bucket: string | undefined;
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
  const isS3 = record["eventSource"] === "s3.amazonaws.com";
  return {
    bucket: isS3 ? textOf(fieldsOf(record["requestParameters"])["bucketName"]) : undefined,
    account: textOf(record["recipientAccountId"]),
    region: textOf(record["awsRegion"]),
    isData: isS3 && record["managementEvent"] === false,
  };
}

/** A line of an access log names its bucket, and neither account nor region; a finding the account that it concerns. */
export function originOfEvent(event: Event): Origin {
  switch (event.kind) {
    case "call":
      return originOfRecord(event.record);
    case "access-log":
      return { bucket: event.bucket, account: undefined, region: undefined, isData: true };
    case "finding":
      return { bucket: undefined, account: event.account, region: event.region, isData: false };
  }
}
