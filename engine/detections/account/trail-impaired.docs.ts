import type { DetectionDocs } from "../engine/detection-docs";

export const accountTrailImpairedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.008"],
  description:
    "A trail of the account was stopped or deleted, or no longer logs management events, data events, other regions or its own integrity. Palisade's own trail is reported by account.pipeline-tampered.",
  misses: [
    "data events that an advanced selector leaves out while it selects others",
    "a trail whose bucket no longer takes its logs",
    "trails of the organization's management account that cover this one",
  ],
  falsePositives: ["trails that move to another bucket or key, and data events that are given up for their price"],
  runbook: [
    "Start the trail again (`aws cloudtrail start-logging`), or make it anew, before you ask.",
    "Ask the caller for the reason. If there is none, revoke the caller's credentials.",
    "Look in CloudTrail's event history, which no trail is needed for, at what the caller did since, in all regions.",
  ],
};
