import type { DetectionDocs } from "../engine/detection-docs";
import { ACCESS_POINTS, COPIED_ELSEWHERE } from "../facts/blind-spots";

export const s3BlockedOutsideAllowlistDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530"],
  description:
    "A request to a protected bucket from outside its perimeter was refused. Writes and deletes are more severe than reads.",
  misses: [
    "requests with wrong credentials or a wrong signature, and denials by another account's VPC endpoint policy: CloudTrail does not log them",
    ACCESS_POINTS,
    COPIED_ELSEWHERE,
    "a refused copy of which neither the caller's place nor the bucket that refused it is recorded, at the bucket that it would have read",
    "a refusal by a policy that the error names, by a caller of whom the record does not say whether it stands inside",
    "calls about a bucket's settings where the scope is data",
  ],
  falsePositives: [
    "colleagues whose network is not on the allowlist yet",
    "a VPC that is allowed by its id: records name the endpoint only, so list the endpoints too",
  ],
  runbook: [
    "The request was refused. Nothing was read or changed by it.",
    "Ask whether the caller is one of yours at a new address. If so, add the network under `allow` in palisade.yaml and deploy.",
    "If no one knows the caller, revoke the credentials that it used.",
  ],
};
