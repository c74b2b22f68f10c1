import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";

// Anchored: a caller chooses the key that it asks for, and so the text behind the bucket.
const RESOURCE =
  /^User: [^\s]+ is not authorized to perform: s3:[A-Za-z]+ on resource: "arn:[a-z-]+:s3:::([^/"\s]+)[/"]/;

/** The bucket that an error names as the one that refused; undefined where it says no more than "Access Denied". */
export function refusingBucket({ errorMessage }: CloudTrailEvent): string | undefined {
  return errorMessage === undefined ? undefined : RESOURCE.exec(errorMessage)?.[1];
}
