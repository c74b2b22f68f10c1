import type { DetectionDocs } from "../engine/detection-docs";

export const s3PerimeterWeakenedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562"],
  description:
    "The policy of a bucket with an enforced perimeter was written without the perimeter's statement, or with one that allows more. Critical; high where the record does not show the policy. By principals that deploy Palisade: high without it, as after a move to observe mode, and medium where it is wider.",
  misses: [
    "Denies other than the perimeter's that are taken out of the policy",
    "a wider perimeter that is deployed together with this detector",
    "a policy so large that the record does not even name its bucket, which s3.parameters-withheld reports",
  ],
  falsePositives: ["a deployment that widens the allowlist before this detector has the new one"],
  runbook: [
    "Compare the bucket's policy with the plan. If the change is none of yours, deploy again: Palisade writes the perimeter back.",
    "Look in the data events for requests from outside the allowlist since the change.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
};
