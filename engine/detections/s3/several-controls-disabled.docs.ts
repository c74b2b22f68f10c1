import type { DetectionDocs } from "../engine/detection-docs";

export const s3SeveralControlsDisabledDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562", "TA0040:T1490"],
  description:
    "One caller disabled at least two different protections of one bucket within 90 minutes: versioning, MFA delete, access logging, default encryption, public access block. Critical for a protected bucket.",
  misses: ["protections that several callers, or one caller slowly, disable"],
  falsePositives: ["buckets that are being taken down: a deletion of everything at once looks the same"],
  runbook: [
    "Unless the bucket is being taken down, revoke the credentials that the caller used.",
    "Switch the protections on again: the incident's events name them.",
    "Look in the data events for what was read, overwritten or deleted since the first change.",
  ],
};
