import type { S3Level } from "../../events/cloudtrail/s3-event-names";
import type { Perimeter } from "../../perimeter/perimeter";

/** Whether a perimeter has anything to say of a request: around the data only, nothing of a bucket's settings. */
export function isJudged({ scope }: Perimeter, level: S3Level): boolean {
  return scope === "all" || level !== "management";
}

/** Whether a perimeter's statement denies such a request at all. Listing a bucket's keys is no request for an object. */
export function isCovered({ scope }: Perimeter, level: S3Level): boolean {
  return scope === "all" || level === "object";
}
