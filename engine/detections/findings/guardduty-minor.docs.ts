import type { DetectionDocs } from "../engine/detection-docs";

export const findingsGuarddutyMinorDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0006:T1110", "TA0043:T1595"],
  description:
    "GuardDuty reports something below severity 4 that is not about S3: port probes, brute force against an instance that is only the target. Off by default, for whatever is on the internet is probed all day.",
  misses: ["everything, while GuardDuty is off", "GuardDuty's sample findings, which are ignored"],
  falsePositives: ["the background noise of the internet, against any instance with a public address"],
  runbook: [
    "Ask whether the port needs to be open to the internet, and close it if not.",
    "Look for findings of higher severity on the same instance, key or user.",
  ],
};
