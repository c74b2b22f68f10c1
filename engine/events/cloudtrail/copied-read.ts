import { type BucketIdentity, isNameOfAccessPoint, listedBuckets, NO_BUCKET, S3 } from "../bucket-identity";
import { type Fields, fieldsOf, textOf } from "../fields";
import type { CloudTrailEvent } from "./cloudtrail-event";
import { parseCopySource } from "./copy-source";
import { COPIES } from "./s3-event-names";

/** As which the policy of the bucket that a copy reads is asked. */
export const COPIED_READ = "GetObject";

/**
 * A copy out of one bucket into another is one record, at the bucket that it writes to, and two requests: S3 asks the policy of the bucket
 * that it reads as well. This is that read as an event of its own; undefined for everything else, and where the record does not name the
 * bucket. Within one bucket both are one request.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function copiedRead(event: CloudTrailEvent): CloudTrailEvent | undefined {
  if (!COPIES.has(event.name)) return undefined;
  const bucketIdentity = copiedBucket(event.record, event.bucketIdentity);
  if (bucketIdentity.kind !== "named") return undefined;
  const key = parseCopySource(headerOf(event.record))?.key;
  return { ...event, name: COPIED_READ, readOnly: true, bucket: bucketIdentity.bucket, bucketIdentity, key };
}

/** The bucket that a copy reads, where it is another than the one that it writes to, `written`. */
export function copiedBucket(record: Fields, written: BucketIdentity): BucketIdentity {
  const name = record["eventName"];
  if (typeof name !== "string" || !COPIES.has(name) || record["eventSource"] !== S3) return NO_BUCKET;
  const destination = written.kind === "named" ? written.bucket : undefined;
  const source = parseCopySource(headerOf(record))?.bucket;
  if (source !== undefined && !isNameOfAccessPoint(source)) {
    return source === destination ? NO_BUCKET : { kind: "named", bucket: source, through: undefined };
  }
  // By one access point a copy stays in its bucket.
  if (source !== undefined && source === throughOf(record)) return NO_BUCKET;
  const bucket = destination === undefined ? undefined : otherBucket(record["resources"], destination);
  if (bucket !== undefined) return { kind: "named", bucket, through: source };
  return source === undefined ? NO_BUCKET : { kind: "unresolved", through: source };
}

/** The one bucket that a record lists besides the one that it writes to. */
function otherBucket(resources: unknown, destination: string): string | undefined {
  const buckets = listedBuckets(resources);
  buckets.delete(destination);
  const [only] = buckets;
  return buckets.size === 1 ? only : undefined;
}

function headerOf(record: Fields): string | undefined {
  return textOf(fieldsOf(record["requestParameters"])["x-amz-copy-source"]);
}

function throughOf(record: Fields): string | undefined {
  return textOf(fieldsOf(record["requestParameters"])["bucketName"]);
}
