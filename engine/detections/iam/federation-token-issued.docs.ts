import type { DetectionDocs } from "../engine/detection-docs";

export const iamFederationTokenIssuedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0003:T1098.001", "TA0005:T1550.001"],
  description:
    "GetFederationToken issued a session of up to 36 hours that goes on working when the key it was made from is deleted. With a policy that allows everything it has all of the user's rights, and is more severe.",
  misses: ["what the session does; its calls name it as federated-user"],
  falsePositives: ["older programs that give their own users sessions this way: suppress these by actor"],
  runbook: [
    "Ask the user's owner whether a program of theirs does this.",
    "If not, attach a policy that denies everything to the user: deleting its keys does not end the session.",
    "Look for calls of the federated user that the record names.",
  ],
};
