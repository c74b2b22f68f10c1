import type { DetectionDocs } from "../engine/detection-docs";

export const s3LogObjectTamperedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1070", "TA0005:T1562.008"],
  description:
    "Someone deleted objects in a bucket of trails' or access logs (critical), or wrote one or tried either (high). AWS's own services " +
    "write logs there, and no one else should.",
  misses: [
    "everything, unless another trail logs the log bucket's object events: Palisade's own does not, as a trail that logs its own logging never ends",
    "a lifecycle rule that expires logs, which is no call; the rule's change is one",
  ],
  falsePositives: [
    "an administrator who removes Palisade and empties its log bucket",
    "tools that move or compress logs",
  ],
  runbook: [
    "Ask the caller's owner whether logs are moved or Palisade is taken down. If not, revoke the caller's sessions and keys.",
    "Restore the objects from their versions, and validate the trail's files: `aws cloudtrail validate-logs`.",
    "See what the caller did in the hours that the missing files cover, in CloudTrail's event history.",
  ],
};
