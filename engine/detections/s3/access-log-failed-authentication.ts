import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { PREFLIGHT } from "../../events/access-log/operations";
import { sourceText } from "../../events/source";
import { defineAccessLogDetection } from "../engine/define-detection";
import { LATE, lineOriginInWords, OTHER_BUCKETS } from "../facts/access-log-wording";

/** S3 did not believe the caller. CloudTrail records none of these. */
const NOT_BELIEVED: ReadonlySet<string> = new Set([
  "SignatureDoesNotMatch",
  "InvalidAccessKeyId",
  "ExpiredToken",
  "InvalidToken",
  "TokenRefreshRequired",
  "RequestTimeTooSkewed",
  "RequestExpired",
  "AuthorizationHeaderMalformed",
  "AuthorizationQueryParametersError",
  "InvalidSecurity",
  "NotSignedUp",
]);

/** Somebody tries keys, or names of objects without any. */
export const s3AccessLogFailedAuthentication = defineAccessLogDetection({
  id: "s3.access-log-failed-authentication",
  title: "Many S3 requests from one address failed to authenticate",
  status: "test",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0006:T1110", "TA0007:T1619"],
  description:
    "One address sent 20 requests to a protected bucket within an hour that S3 could not or would not authenticate: a wrong signature, an " +
    "unknown or expired key, an expired presigned URL, or no credentials at all where they are needed. CloudTrail does not record requests " +
    "that fail authentication.",
  misses: [
    "tries that are spread over many addresses",
    "tries with keys that work: they are ordinary requests",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "applications with rotated keys or a wrong clock, and links to objects that are no longer public or have expired",
    "crawlers that once knew a public object",
  ],
  runbook: [
    "Look at the error codes of the address in the access log. InvalidAccessKeyId and SignatureDoesNotMatch are tried keys, AccessDenied without a requester is somebody without any.",
    "If the address is one of yours, find the application and give it working credentials.",
    "If not, look what else came from the address, and whether any of its requests was answered.",
  ],
  matches: (event, context) => {
    if (context.perimeterOf(event.bucket) === undefined || !isUnauthenticated(event)) return undefined;
    const code = event.errorCode ?? "";
    return {
      summary: `${lineOriginInWords(event)} failed again and again to authenticate at bucket ${event.bucket}, most recently with ${code}`,
      details: { Error: code },
    };
  },
  dedupBy: ({ bucket, source }) => [bucket, sourceText(source) ?? ""],
  state: { kind: "threshold", reach: 20, withinMinutes: 60, unit: "failed requests" },
});

/** Also whoever came without credentials and was refused, as with an expired presigned URL: then the line has no requester. */
function isUnauthenticated({ errorCode, status, actor, operation }: AccessLogEvent): boolean {
  if (errorCode === undefined || operation === PREFLIGHT) return false;
  return NOT_BELIEVED.has(errorCode) || (errorCode === "AccessDenied" && status === 403 && actor.kind === "anonymous");
}
