import type { DetectionDocs } from "../engine/detection-docs";

export const iamWidePolicyWrittenDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.003", "TA0004:T1548"],
  description:
    "A policy was written that allows every action, or every action of IAM or S3, on every resource: into a user, role or group, as the version of a managed policy that is in force, or, less severe, as a managed policy that is not attached yet or under conditions. A policy that cannot be read counts too.",
  misses: [
    "wide rights spelled out action by action, or with wildcards within an action's name",
    "single rights from which all others can be had, as iam:PassRole",
    "versions written earlier and put in force later (iam.policy-version-switched)",
  ],
  falsePositives: ["roles for deployments and for breaking the glass: suppress these by actor"],
  runbook: [
    "Read the policy and ask the caller who needs it.",
    "If no one does, delete it or set the earlier version as default, and end the holder's sessions.",
    "Look what else the caller changed.",
  ],
};
