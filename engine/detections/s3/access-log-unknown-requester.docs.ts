import type { DetectionDocs } from "../engine/detection-docs";
import { LATE, OTHER_BUCKETS } from "../facts/access-log-wording";

export const s3AccessLogUnknownRequesterDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0009:T1530"],
  description:
    "A protected bucket answered a principal of an account that is neither the own one nor trusted (medium), or a canonical user id other " +
    "than its owner's (low), of which no one can say whose it is.",
  misses: [
    "all callers of trusted accounts",
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
    "If no one knows it, take the grant out of the policy or the ACL, and treat what was read as disclosed.",
  ],
};
