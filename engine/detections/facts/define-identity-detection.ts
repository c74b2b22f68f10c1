import { compareSeverity } from "../../severity";
import { type CallDetection, defineDetection } from "../engine/define-detection";
import { isAwsItself } from "./aws-itself";

/**
 * A detection on who may what. What AWS does there on its own account, as IAM Identity Center makes its roles and providers, follows from
 * a change that someone made elsewhere: it is low, and not silent.
 */
export function defineIdentityDetection(detection: Omit<CallDetection, "kind">): CallDetection {
  return defineDetection({
    ...detection,
    matches: (event, context) => {
      const verdict = detection.matches(event, context);
      if (verdict === undefined || !isAwsItself(event)) return verdict;
      const severity = verdict.severity ?? detection.severity;
      return { ...verdict, severity: compareSeverity(severity, "low") > 0 ? "low" : severity };
    },
  });
}
