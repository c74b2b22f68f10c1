import type { DetectionDocs } from "../engine/detection-docs";

export const accountAccessDeniedSweepDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0007:T1580", "TA0007:T1526"],
  description:
    "One caller was refused 15 different calls within ten minutes, in any services: this is how an attacker finds out what credentials may do. " +
    "Panther's rules ask for 20 refusals a day. Sessions of the AWS console do not count, whose pages call whatever they please.",
  misses: [
    "sweeps that take their time",
    "sweeps within the console",
    "requests for objects and other data events, and logs older than 2019, which do not tell data events from management events",
    "services that spell a refusal in a way of their own",
  ],
  falsePositives: [
    "posture scanners and inventories with a role that may not see everything, and new roles that lack permissions",
  ],
  runbook: [
    "See whether the calls are those of a scanner or of an application after a release, and ask the caller's owner.",
    "If no one knows, revoke the caller's sessions and keys.",
    "List the calls of this caller that succeeded: these are what a thief knows now.",
  ],
};
