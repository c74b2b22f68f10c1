import type { DetectionDocs } from "../engine/detection-docs";

export const s3AccessPointOpenedDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0009:T1530"],
  description:
    "An access point was created with its public access block switched off in part, or was given a policy that allows everyone or a foreign account. Its bucket's policy has to agree before anyone gets in.",
  misses: [
    "access points on Outposts and for directory buckets, which other services log",
    "an access point that another account creates for a bucket of this one",
  ],
  falsePositives: ["access points for partners: list their accounts as trusted in palisade.yaml"],
  runbook: [
    "Look at the access point's policy and network origin: aws s3control get-access-point-policy and get-access-point.",
    "Delete the policy, or the access point with it: its public access block cannot be changed after it was created.",
    "Look in the data events of its bucket for requests through the access point.",
  ],
};
