import { isAnswered, isReadOperation, PREFLIGHT } from "../../events/access-log/operations";
import { defineAccessLogDetection } from "../engine/define-detection";
import { LATE, lineOriginInWords, OTHER_BUCKETS } from "../facts/access-log-wording";

/** What s3.anonymous-access sees, for those who have access logs and no data events. */
export const s3AccessLogAnonymousAccess = defineAccessLogDetection({
  id: "s3.access-log-anonymous-access",
  title: "S3 access log shows a request without any credentials that was answered",
  status: "test",
  enabledByDefault: false,
  severity: "high",
  attack: ["TA0009:T1530"],
  description:
    "A protected bucket answered a request without credentials: what it read everybody may read (high), and what it wrote or deleted " +
    "everybody may (critical). Off by default, because s3.anonymous-access tells the same from CloudTrail's data events, and sooner.",
  misses: [
    "presigned URLs, which carry somebody's credentials",
    "browsers' preflight requests, which are anonymous by nature",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: ["buckets that are public on purpose: suppress them by name"],
  runbook: [
    "Enable the bucket's four public access block settings, unless it is public on purpose.",
    "Find in the bucket's policy and in the object's ACL what lets everybody in, and who put it there.",
    "List the lines without a requester, and treat what they read as disclosed.",
  ],
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
