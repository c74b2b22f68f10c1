import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { PREFLIGHT } from "../../events/access-log/operations";
import { sourceText } from "../../events/source";
import { defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords } from "../facts/access-log-wording";

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

/** Someone tries keys, or names of objects without any. */
export const s3AccessLogFailedAuthentication = defineAccessLogDetection({
  id: "s3.access-log-failed-authentication",
  title: "Many S3 requests from one address failed to authenticate",
  enabledByDefault: true,
  severity: "medium",
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

/** Also a caller without credentials that was refused, as with an expired presigned URL: then the line has no requester. */
function isUnauthenticated({ errorCode, status, actor, operation }: AccessLogEvent): boolean {
  if (errorCode === undefined || operation === PREFLIGHT) return false;
  return NOT_BELIEVED.has(errorCode) || (errorCode === "AccessDenied" && status === 403 && actor.kind === "anonymous");
}
