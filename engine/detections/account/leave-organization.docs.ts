import type { DetectionDocs } from "../engine/detection-docs";

export const accountLeaveOrganizationDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001", "TA0040:T1531"],
  description:
    "The account left its AWS Organization, and with it service control policies, central logging and central protection; or an attempt was refused, which is less severe and as telling: no one tries this by mistake.",
  misses: ["an account that the management account removes"],
  falsePositives: ["an account that is sold or moved, which people know of"],
  runbook: [
    "Ask the caller why, and the owners of the organization whether they know of it.",
    "If they do not, revoke the caller's credentials, and invite the account back before it is used for anything.",
    "Deny organizations:LeaveOrganization by a service control policy.",
  ],
};
