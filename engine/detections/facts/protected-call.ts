import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { DetectionContext } from "../engine/define-detection";

/** Whether a call of these names on a protected bucket succeeded. */
export function isProtectedCall(
  event: CloudTrailEvent,
  { perimeterOf }: DetectionContext,
  names: ReadonlySet<string>,
): boolean {
  if (!isSuccess(event, names)) return false;
  return event.bucket !== undefined && perimeterOf(event.bucket) !== undefined;
}

/** Whether an S3 call of these names succeeded, whatever the bucket. */
export function isSuccess({ name, service, errorCode }: CloudTrailEvent, names: ReadonlySet<string>): boolean {
  return names.has(name) && errorCode === undefined && service === "s3.amazonaws.com";
}

/** One incident for one caller at one bucket. */
export function callerBucket({ actor, bucket }: CloudTrailEvent): readonly string[] {
  return [actor.id, bucket ?? ""];
}
