import type { S3Level } from "../cloudtrail/s3-event-names";
import type { AccessLogEvent } from "./access-log-event";

const READS = /^(?:REST|WEBSITE)\.(?:GET|HEAD|OPTIONS)\.|^REST\.POST\.SELECT$|_GET$/;

/** Whether an operation, `REST.GET.OBJECT`, leaves all as it is. The side of a copy that is read from ends in `_GET`. */
export function isReadOperation(operation: string): boolean {
  return READS.test(operation);
}

/** Browsers ask, no one is authenticated, and no policy is consulted. */
export const PREFLIGHT = "REST.OPTIONS.PREFLIGHT";

/** One line for each object that a request deleted, beside the request's own. */
export const BATCH_DELETE = "BATCH.DELETE.OBJECT";

const OBJECTS_WITHOUT_KEY: ReadonlySet<string> = new Set(["REST.POST.MULTI_OBJECT_DELETE", "REST.POST.OBJECT"]);
const LISTING = /\.(?:BUCKET|BUCKETVERSIONS|UPLOADS)$/;

/** What a request is about: an object, a bucket's objects as a list, or the bucket's settings. */
export function operationLevel({ operation, key }: Pick<AccessLogEvent, "operation" | "key">): S3Level {
  if (key !== undefined || OBJECTS_WITHOUT_KEY.has(operation)) return "object";
  return LISTING.test(operation) && isReadOperation(operation) ? "listing" : "management";
}

/** What S3 answers to callers that it knows and does not allow. Every other error is about the request, or S3 itself. */
const REFUSALS: ReadonlySet<string> = new Set(["AccessDenied", "AllAccessDisabled", "AccountProblem"]);

/** Whether a policy, or what counts as one, refused a request; for an error without a code its status decides. */
export function isRefused({ status, errorCode }: Pick<AccessLogEvent, "status" | "errorCode">): boolean {
  return errorCode === undefined ? status === 403 : REFUSALS.has(errorCode);
}

/** Whether a request was answered as asked. Lifecycle actions have no status, and are never anything else. */
export function isAnswered({ status, errorCode }: Pick<AccessLogEvent, "status" | "errorCode">): boolean {
  return errorCode === undefined && (status === undefined || status < 400);
}
