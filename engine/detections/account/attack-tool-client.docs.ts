import type { DetectionDocs } from "../engine/detection-docs";

export const accountAttackToolClientDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0001:T1078.004"],
  description:
    "A call's user agent names Kali, Parrot or Pentoo Linux, or TruffleHog, which tries keys that it found. Calls of all services count, " +
    "refused ones as well.",
  misses: [
    "everybody who changes the user agent, which takes one line",
    "other tools",
    "data events that no trail logs",
  ],
  falsePositives: ["your own penetration testers: suppress their role until the test ends"],
  runbook: [
    "Ask whether a penetration test is going on, and whether it uses this identity.",
    "If not, revoke the caller's sessions and keys: they are in somebody's hands.",
    "List what the caller did (`palisade hunt actor-timeline`), and find where the key was found, often a repository.",
  ],
};
