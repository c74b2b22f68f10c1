import type { DetectionDocs } from "../engine/detection-docs";

export const accountAttackToolClientDocs: DetectionDocs = {
  status: "test",
  attack: ["TA0001:T1078.004"],
  description:
    "A call's user agent names Kali, Parrot or Pentoo Linux, or TruffleHog, which tries keys that it found. Calls of all services count, " +
    "refused ones as well.",
  misses: ["clients with a changed user agent, which takes one line", "other tools", "data events that no trail logs"],
  falsePositives: ["your own penetration testers: suppress their role until the test ends"],
  runbook: [
    "Ask whether a penetration test is going on, and whether it uses this identity.",
    "If not, treat the caller's sessions and keys as stolen and revoke them.",
    "List what the caller did (`palisade hunt actor-timeline`), and find where the key was found, often a repository.",
  ],
};
