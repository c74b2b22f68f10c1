import type { DetectionDocs } from "../engine/detection-docs";

export const findingsGuarddutyThreatDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0001:T1078.004", "TA0006:T1110", "TA0007:T1046"],
  description:
    "GuardDuty reports a threat of severity 4 or more to something other than S3: brute force on SSH or RDP, port scans, malicious addresses, stolen credentials, unusual calls.",
  misses: [
    "everything, while GuardDuty is off",
    "findings below severity 4, such as brute force against an instance that is only the target: see findings.guardduty-minor",
    "findings that a suppression rule of GuardDuty archived: it sends them nowhere",
    "GuardDuty's sample findings, which are ignored",
  ],
  falsePositives: [
    "vulnerability scanners and penetration tests of your own",
    "a NAT gateway's or VPN's address on a threat list",
    "new people and new jobs, which are unusual at first",
  ],
  runbook: [
    "Open the finding in the GuardDuty console of the account and region, and read what attacked or was attacked.",
    "Isolate the instance, or revoke the credentials, that acts against others. Close the port that is attacked.",
    "Archive the finding in GuardDuty when it is dealt with, or write a suppression rule there when it is expected.",
  ],
};
