import type { DetectionDocs } from "../engine/detection-docs";

export const iamPermissionsBoundaryChangedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0004:T1098", "TA0005:T1548"],
  description:
    "The permissions boundary of a user or role was replaced or taken away. A boundary that is gone, or allows everything, limits no one and is more severe.",
  misses: [
    "what the boundary allows, unless it is AdministratorAccess",
    "changes of the policy that serves as boundary",
  ],
  falsePositives: ["the first boundary of a user or role", "infrastructure code that takes a boundary away on purpose"],
  runbook: [
    "Ask the caller why the boundary had to change.",
    "If there is no reason, put it back and look what the user or role did since.",
  ],
};
