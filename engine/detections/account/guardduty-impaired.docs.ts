import type { DetectionDocs } from "../engine/detection-docs";

export const accountGuarddutyImpairedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001"],
  description:
    "GuardDuty's detector was deleted or disabled, which is critical; or a protection was switched off, members were removed, findings are archived unseen, a list of trusted addresses took effect, or exports and malware scans were stopped.",
  misses: [
    "findings that someone archives by hand (account.findings-suppressed)",
    "a change of the file behind a trusted list",
  ],
  falsePositives: [
    "suppression rules for findings that people have looked at",
    "an organization that changes its administrator",
  ],
  runbook: [
    "Switch GuardDuty on again before you ask (`aws guardduty update-detector --enable`, or `create-detector`).",
    "Ask the caller for the reason. If there is none, undo the filter or list and revoke the caller's credentials.",
    "Look in CloudTrail at what the caller did while GuardDuty did not look.",
  ],
};
