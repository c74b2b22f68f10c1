import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { copiedRead } from "../../events/cloudtrail/copied-read";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { refusingBucket } from "./refusing-bucket";

/**
 * The requests to buckets that a record stands for, one for each bucket whose policy S3 asks: a copy is also a read of its source. Of a
 * refused one only the request that was refused, where the record says which.
 */
export function bucketRequests(
  event: CloudTrailEvent,
  isProtected: (bucket: string) => boolean,
): readonly CloudTrailEvent[] {
  const read = copiedRead(event);
  if (read?.bucket === undefined || !isProtected(read.bucket)) return [event];
  // A detection counts an event once, and an incident at each of two buckets counts it for itself.
  const isBoth = event.bucket !== undefined && isProtected(event.bucket);
  const requests = [event, isBoth ? { ...read, id: `${event.id}|read` } : read];
  const refusing = isDenied(event.errorCode) ? refusingBucket(event) : undefined;
  const refused = requests.filter(({ bucket }) => bucket === refusing);
  return refused.length > 0 ? refused : requests;
}
