import type { EventRule } from "@palisade/engine/detections/engine/event-rules";
import type { NamedRules } from "../../config/derived/rule-sets";
import type { RuleSet } from "./event-rules";

const SUBJECTS: Readonly<Record<EventRule["purpose"], string>> = {
  denied: "refused requests to protected buckets",
  access: "requests to protected buckets that succeeded",
  changes: "changes that detections listen to",
  reads: "reads and refusals that detections listen to",
  findings: "findings of other AWS services",
};

/** The rules with what their descriptions say they select. */
export function withSubject(rules: NamedRules): RuleSet {
  return { ...rules, subject: SUBJECTS[rules.purpose] };
}
