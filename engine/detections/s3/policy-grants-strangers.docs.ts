import type { DetectionDocs } from "../engine/detection-docs";

export const s3PolicyGrantsStrangersDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0010:T1537", "TA0003:T1098"],
  description:
    "A bucket policy was written that allows something to an account which is neither the own one nor trusted. Medium where the policy names a principal without its account: a canonical user, a deleted principal.",
  misses: [
    "an own account's role that a stranger may assume",
    "CloudFront's origin access identities, whose ARN does not say whose they are",
    "an organization that is not the own one, in aws:PrincipalOrgID",
    "a policy that is too large for CloudTrail, which s3.parameters-withheld reports",
  ],
  falsePositives: [
    "partners, vendors and other accounts of the organization: list them as trusted in palisade.yaml",
    "AWS's own accounts that deliver load balancers' logs in older regions: list them as trusted, too",
    "policies that are written again with a grant that they had before",
  ],
  runbook: [
    "Ask the caller whose account that is. If it is a partner's, add it to the trusted accounts in palisade.yaml.",
    "If no one knows it, put the last policy back and look in the data events for what the account has read or written since.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
