import type { DetectionDocs } from "../engine/detection-docs";

export const iamCompromisedKeyQuarantinedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1552.001", "TA0001:T1078.004"],
  description:
    "AWS attached its quarantine policy to a user, because an access key of the user was found in public. The policy forbids some calls, none of them reading or deleting in S3. That it was taken away again is reported too.",
  misses: ["keys that AWS did not find", "a quarantine that was followed before Palisade was installed"],
  falsePositives: ["none is known for the quarantine; taking it away is right once the key is gone"],
  runbook: [
    "Deactivate the user's access keys now (`aws iam update-access-key --status Inactive`), whatever breaks: strangers have them.",
    "Read everything that the keys did in CloudTrail, in all regions, from their publication on, and undo it.",
    "Find where the key was published, give the user new ones or a role, and only then take the quarantine away.",
  ],
};
