import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { isAnswered, PREFLIGHT } from "../../events/access-log/operations";
import type { Severity } from "../../severity";
import { type DetectionContext, defineAccessLogDetection } from "../engine/define-detection";
import { lineOriginInWords, requesterInWords } from "../facts/access-log-wording";
import { isAwsItself } from "../facts/aws-itself";

/** Someone else's credentials work here. */
export const s3AccessLogUnknownRequester = defineAccessLogDetection({
  id: "s3.access-log-unknown-requester",
  title: "S3 access log shows a requester of an unknown account",
  enabledByDefault: true,
  severity: "low",
  matches: (event, context) => {
    if (context.perimeterOf(event.bucket) === undefined || event.operation === PREFLIGHT) return undefined;
    const severity = strangeness(event, context);
    if (severity === undefined || !isAnswered(event)) return undefined;
    return {
      severity,
      summary: `${requesterInWords(event)} was answered ${event.operation} on bucket ${event.bucket} from ${lineOriginInWords(event)}`,
    };
  },
  dedupBy: ({ actor, bucket }) => [actor.id, bucket],
});

function strangeness({ actor, bucketOwner }: AccessLogEvent, context: DetectionContext): Severity | undefined {
  const { kind, account, id } = actor;
  if (kind === "anonymous" || isAwsItself({ actor })) return undefined;
  if (account !== undefined) return context.isTrustedAccount(account) ? undefined : "medium";
  return kind === "unknown" && id !== bucketOwner ? "low" : undefined;
}
