import type { AccessLogEvent } from "../../events/access-log/access-log-event";
import { isAnswered, PREFLIGHT } from "../../events/access-log/operations";
import type { Severity } from "../../severity";
import { type DetectionContext, defineAccessLogDetection } from "../engine/define-detection";
import { LATE, lineOriginInWords, OTHER_BUCKETS, requesterInWords } from "../facts/access-log-wording";
import { isAwsItself } from "../facts/aws-itself";

/** Somebody else's credentials work here. */
export const s3AccessLogUnknownRequester = defineAccessLogDetection({
  id: "s3.access-log-unknown-requester",
  title: "S3 access log shows a requester of an unknown account",
  status: "test",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0009:T1530"],
  description:
    "A protected bucket answered a principal of an account that is neither the own one nor trusted (medium), or a canonical user id other " +
    "than its owner's (low), of which nobody can say whose it is.",
  misses: [
    "callers of trusted accounts, whoever they are",
    "the role of the own account that a stranger has assumed: it is one of the own account",
    LATE,
    OTHER_BUCKETS,
  ],
  falsePositives: [
    "partners whose account `trust.accounts` does not name yet",
    "CloudFront's origin access identities and root users of trusted accounts, which lines may show as canonical user ids: suppress them by actor",
  ],
  runbook: [
    "Find what lets the requester in: the bucket's policy, an access point's, or an ACL. A canonical user id stands in ACLs and under CanonicalUser.",
    "If the account is a partner's, name it under `trust.accounts` in palisade.yaml.",
    "If nobody knows it, take the grant out of the policy or the ACL, and treat what was read as disclosed.",
  ],
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
