import type { AccessLogEvent } from "../events/access-log/access-log-event";
import { lineRegion } from "../events/access-log/line-region";
import { type BucketIdentity, bucketIdentity, S3 } from "../events/bucket-identity";
import { copiedBucket } from "../events/cloudtrail/copied-read";
import { type Fields, fieldsOf, flagOf, listOfFields, textOf } from "../events/fields";
import type { FindingEvent } from "../events/findings/finding-event";

export type Log = "cloudtrail" | "access-log" | "finding";

/** Records that say the same of where they are from. */
export interface RecordSighting {
  readonly log: Log;
  /** The account whose trail it is, or that a finding concerns. */
  readonly account: string | undefined;
  /** The account of the requester of an answered request in an access log, which names no other. */
  readonly requester: string | undefined;
  readonly region: string | undefined;
  /** Days since the epoch. */
  readonly day: number;
  readonly records: number;
}

/** Requests to a bucket of which the records say the same. */
export interface BucketSighting {
  readonly bucket: string;
  /** The account that the record proves to be the bucket's owner. */
  readonly owner: string | undefined;
  /** The account whose trail it is; absent in access logs, which S3 delivers to the owner only. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** For an object, or a listing of them; otherwise about the bucket. */
  readonly isForObjects: boolean;
  /** S3 gave what was asked for, so that there is such a bucket. */
  readonly isAnswered: boolean;
  /** An AWS service wrote a log into the bucket. */
  readonly isLogDelivery: boolean;
  readonly requests: number;
}

/** Services that write logs into buckets, as records name them. */
export const LOG_WRITERS: readonly string[] = [
  "cloudtrail.amazonaws.com",
  "config.amazonaws.com",
  "delivery.logs.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "logdelivery.elasticloadbalancing.amazonaws.com",
  "logging.s3.amazonaws.com",
];
const WRITES_LOGS: ReadonlySet<string> = new Set(LOG_WRITERS);

/**
 * Calls that S3 answers to principals of the owner's account only, whatever the bucket's policy says.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
 */
export const OWNERS_CALLS: readonly string[] = [
  "CreateBucket",
  "DeleteBucketPolicy",
  "GetBucketPolicy",
  "PutBucketPolicy",
];
const IS_OWNERS: ReadonlySet<unknown> = new Set(OWNERS_CALLS);

const DAY_MS = 86_400_000;

export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

export function sightingOfRecord(record: Fields, time: number): RecordSighting {
  return {
    log: "cloudtrail",
    account: textOf(record["recipientAccountId"]),
    requester: undefined,
    region: textOf(record["awsRegion"]),
    day: dayOf(time),
    records: 1,
  };
}

/** None for a call about no bucket, two for a copy out of one bucket into another. */
export function bucketsOfRecord(record: Fields): readonly BucketSighting[] {
  if (record["eventSource"] !== S3) return [];
  const identity = bucketIdentity(record);
  const isAnswered = textOf(record["errorCode"]) === undefined;
  const sightings = sightingAt(record, identity, isAnswered);
  // Of a copy that failed no record says whether it came to the read.
  return isAnswered ? [...sightings, ...sightingAt(record, copiedBucket(record, identity), isAnswered)] : sightings;
}

function sightingAt(record: Fields, identity: BucketIdentity, isAnswered: boolean): readonly BucketSighting[] {
  if (identity.kind !== "named") return [];
  const { bucket } = identity;
  const caller = textOf(fieldsOf(record["userIdentity"])["invokedBy"]);
  const account = textOf(record["recipientAccountId"]);
  return [
    {
      bucket,
      owner:
        ownerIn(record["resources"], bucket) ??
        (isAnswered && IS_OWNERS.has(record["eventName"]) ? account : undefined),
      account,
      region: textOf(record["awsRegion"]),
      isForObjects: isForObjects(record),
      isAnswered,
      isLogDelivery:
        isAnswered && record["eventName"] === "PutObject" && caller !== undefined && WRITES_LOGS.has(caller),
      requests: 1,
    },
  ];
}

/** Records that are too old to say which are taken for calls about a bucket. */
function isForObjects({ managementEvent, eventCategory }: Fields): boolean {
  const isManagement = flagOf(managementEvent);
  return isManagement === undefined ? eventCategory === "Data" : !isManagement;
}

function ownerIn(resources: unknown, bucket: string): string | undefined {
  const named = listOfFields(resources).find(({ ARN }) => typeof ARN === "string" && ARN.endsWith(`:s3:::${bucket}`));
  return named && textOf(named["accountId"]);
}

export function sightingOfLine(event: AccessLogEvent): RecordSighting {
  const { actor, time } = event;
  return {
    log: "access-log",
    account: undefined,
    requester: isAnsweredLine(event) ? actor.account : undefined,
    region: lineRegion(event),
    day: dayOf(time),
    records: 1,
  };
}

export function bucketOfLine(event: AccessLogEvent): BucketSighting {
  const { bucket, operation, actor } = event;
  const isAnswered = isAnsweredLine(event);
  return {
    bucket,
    owner: undefined,
    account: undefined,
    region: lineRegion(event),
    isForObjects: true,
    isAnswered,
    isLogDelivery: isAnswered && operation === "REST.PUT.OBJECT" && WRITES_LOGS.has(actor.id),
    requests: 1,
  };
}

function isAnsweredLine({ status }: AccessLogEvent): boolean {
  return status !== undefined && ((status >= 200 && status < 300) || status === 304);
}

export function sightingOfFinding({ account, region, time }: FindingEvent): RecordSighting {
  return { log: "finding", account, requester: undefined, region, day: dayOf(time), records: 1 };
}
