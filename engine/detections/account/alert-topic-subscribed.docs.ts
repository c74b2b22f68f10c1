import type { DetectionDocs } from "../engine/detection-docs";

export const accountAlertTopicSubscribedDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0009:T1530", "TA0010:T1567"],
  description:
    "A principal that does not deploy Palisade subscribed a new receiver to the topic of the alerts. Alerts show what is monitored and what is seen.",
  misses: ["receivers behind a subscription that exists, as the readers of a mailing list"],
  falsePositives: ["a colleague who subscribes by hand: let palisade.yaml list the receivers"],
  runbook: [
    "Ask the caller whose the receiver is.",
    "If no one knows it, end the subscription (`aws sns unsubscribe`) and look who else may subscribe.",
  ],
};
