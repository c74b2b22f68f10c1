import type { DetectionDocs } from "../engine/detection-docs";

export const accountPipelineTamperedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562.001", "TA0005:T1562.008"],
  description:
    "Someone who does not deploy Palisade changed one of the resources that its alerts depend on: a rule, queue, function, role, topic, table, key alias, log group, its trail or the log bucket. What stops alerts at once is critical.",
  misses: [
    "tampering that is quick and thorough enough to silence the alert about itself: deliver alerts to more than one channel",
    "the key behind the alias, which account.kms-key-impaired sees, and items of the incidents table",
    "alarms on the functions and queues",
    "another rule's flood that uses up the functions' concurrency",
  ],
  falsePositives: ["a deployment by a role that palisade.yaml does not list under deployers"],
  runbook: [
    "Ask the caller. If this was a deployment, list its role under deployers in palisade.yaml.",
    "If it was not, deploy again at once: the plan shows what was changed and puts it back.",
    "Revoke the caller's credentials, and replay the trail since (`palisade replay`): alerts may be missing.",
  ],
};
