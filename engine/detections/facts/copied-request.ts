import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { copiedBucket } from "../../events/cloudtrail/copied-read";
import { COPIES } from "../../events/cloudtrail/s3-event-names";
import { refusingBucket } from "./refusing-bucket";

/** Whether a request is the read of a copy, whose record is about the bucket that it writes to. */
export function isCopiedRead({ name, record }: CloudTrailEvent): boolean {
  return name !== record["eventName"];
}

/** Whether the other bucket of a copy may have refused it, for all that the record says. */
export function mayBeRefusedElsewhere(event: CloudTrailEvent): boolean {
  if (refusingBucket(event) === event.bucket) return false;
  if (isCopiedRead(event)) return true;
  return COPIES.has(event.name) && copiedBucket(event.record, event.bucketIdentity).kind !== "none";
}
