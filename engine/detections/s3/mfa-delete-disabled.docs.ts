import type { DetectionDocs } from "../engine/detection-docs";

export const s3MfaDeleteDisabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0040:T1490"],
  description:
    "Versioning of a bucket was written with MFA delete disabled. High by the root user, the only one who can change it; low by others, whose request succeeds only where it was never on.",
  misses: ["a bucket that never had it"],
  falsePositives: ["tools that write Disabled with every versioning configuration, as older Terraform providers do"],
  runbook: [
    "Ask the person who holds the root user's second factor whether they made the change.",
    "If not, treat the root user as taken over: change its password and factors, then switch MFA delete on again.",
  ],
};
