import type { DetectionDocs } from "../engine/detection-docs";

export const findingsConfigNoncompliantDocs: DetectionDocs = {
  status: "stable",
  attack: ["TA0005:T1562", "TA0009:T1530"],
  description:
    "A resource became NON_COMPLIANT with a rule of AWS Config. Rules on public buckets, the root user's MFA and trails are more severe, those on order and cost less severe.",
  misses: [
    "everything, while AWS Config does not record, and kinds of resources that it does not record",
    "resources that have been non-compliant all along: only changes are reported",
    "rules that Security Hub made for its controls: its findings say the same, see findings.security-hub",
    "how grave a rule of your own is: all that are not known are medium",
  ],
  falsePositives: [
    "a new rule, which finds all that was there before it",
    "resources that are meant to be as they are, such as the bucket of a public website",
  ],
  runbook: [
    "Open the resource's timeline in the AWS Config console to see what changed, and by which call.",
    "Set the resource right, or take it out of the rule's scope if it is meant to be so.",
    "If the change was in no plan, ask the caller who made it.",
  ],
};
