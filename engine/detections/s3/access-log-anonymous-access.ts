import { isAnswered, isReadOperation, PREFLIGHT } from "../../events/access-log/operations";
import { defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords } from "../facts/access-log-wording";

/** What s3.anonymous-access sees, for accounts with access logs and no data events. */
export const s3AccessLogAnonymousAccess = defineAccessLogDetection({
  id: "s3.access-log-anonymous-access",
  title: "S3 access log shows a request without any credentials that was answered",
  enabledByDefault: false,
  severity: "high",
  matches: (event, context) => {
    if (event.actor.kind !== "anonymous" || event.operation === PREFLIGHT || !isAnswered(event)) return undefined;
    if (context.perimeterOf(event.bucket) === undefined) return undefined;
    return {
      severity: isReadOperation(event.operation) ? "high" : "critical",
      summary: `an anonymous caller was answered ${event.operation} on bucket ${event.bucket} from ${lineOriginInWords(event)}`,
    };
  },
  // One public bucket is one incident, and not one for each of the world's addresses.
  dedupBy: ({ bucket }) => [bucket],
});
