import type { DetectionDocs } from "../engine/detection-docs";
import { COPIED_ELSEWHERE } from "../facts/blind-spots";

export const s3DeniedInsideAllowlistDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0007:T1619"],
  description:
    "A request to a protected bucket was refused although its perimeter lets it in: another policy stood in the way.",
  misses: [
    "requests of which the record does not say everything that the perimeter asks for",
    COPIED_ELSEWHERE,
    "refused copies at the bucket that they would have read, unless the error names it",
  ],
  falsePositives: ["tools that probe what they may do, and consoles that ask for more than the person may see"],
  runbook: [
    "The caller stands inside the allowlist, so the perimeter did not refuse it: a permission is missing, or another policy denies.",
    "Look at the caller's IAM policies, the bucket policy's other statements, the key's policy and the organization's policies.",
    "If the caller has no business with this bucket, treat it as an attempt to find a way in.",
  ],
};
