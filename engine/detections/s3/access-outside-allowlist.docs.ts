import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, COPIED_ELSEWHERE } from "../facts/blind-spots";

export const s3AccessOutsideAllowlistDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530", "TA0010:T1567"],
  description:
    "A request to a protected bucket succeeded although the perimeter denies it (a hole: the policy is missing, was changed, or is not " +
    "applied yet), or would deny it once it is enforced.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for: a foreign caller's ARN, the VPC behind an endpoint, whether a role acted itself or a service for it",
    "requests that ended in another error, such as NoSuchKey, after they had passed the policy",
    "reads of a bucket's settings, and with scope data the listing of its keys, which the statement does not cover",
    ACCESS_POINTS,
    COPIED_ELSEWHERE,
  ],
  falsePositives: [
    "DeleteObjects, which S3 answers with success even when it refused every single key",
    "the minutes between a change of the allowlist and its deployment",
  ],
  runbook: [
    "Where the perimeter is enforced it has a hole: look in the bucket's policy whether its Deny is still there, run a plan, and apply.",
    "Where it only observes, add the caller's network under `allow` if it is one of yours, before `mode: enforce` locks it out.",
    "If no one knows the caller, revoke its credentials, and treat what was read as disclosed.",
  ],
};
