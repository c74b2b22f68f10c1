import type { DetectionDocs } from "../engine/detection-docs";

export const s3PolicyDeletedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562"],
  description:
    "A bucket's policy was deleted, and with it everything that it denied. Critical where the perimeter is enforced in it, high if a principal that deploys Palisade did it; low for an access point, whose bucket's policy still holds.",
  misses: [
    "a policy that is replaced by one without its Denies, which s3.perimeter-weakened reports for the perimeter only",
  ],
  falsePositives: ["buckets that are being taken down, and deployments that replace a policy by deleting it first"],
  runbook: [
    "Deploy again: Palisade writes the perimeter back into the policy.",
    "Ask the caller why. If no one knows, revoke the credentials that did it.",
    "Look in the data events for requests from outside the allowlist since then.",
  ],
};
