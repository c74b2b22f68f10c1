import { textOf } from "../../events/fields";
import type { FindingEvent } from "../../events/findings/finding-event";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { findingKey } from "../facts/finding-key";
import { findingDetails } from "../facts/finding-wording";

/** A resource that a rule of AWS Config no longer finds in order. */
export const findingsConfigNoncompliant = defineFindingDetection({
  id: "findings.config-noncompliant",
  title: "AWS Config found a resource that breaks a rule",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562", "TA0009:T1530"],
  description:
    "A resource became NON_COMPLIANT with a rule of AWS Config. Rules on public buckets, the root user's MFA and trails are graver, those on order and cost milder.",
  misses: [
    "everything, while AWS Config does not record, and kinds of resources that it does not record",
    "resources that have been non-compliant all along: only changes are told",
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
    "Ask whoever changed it, if the change was in no plan.",
  ],
  log: "AWS Config",
  purpose: "findings",
  patterns: () => [
    findings("aws.config", ["Config Rules Compliance Change"], {
      newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
    }),
  ],
  matches: (event) => {
    if (event.feed !== "config" || event.status !== "open" || isOfSecurityHub(event)) return undefined;
    const kind = textOf(event.detail["resourceType"]);
    return {
      severity: event.severity,
      summary: `${kind ?? "a resource"} ${event.resources[0] ?? "without a name"} does not comply with the AWS Config rule ${event.type}`,
      details: findingDetails(event, { "Kind of resource": kind }),
    };
  },
  dedupBy: findingKey,
});

/** By the ARN, where AWS writes the owner; anybody may name a rule `securityhub-…`. */
function isOfSecurityHub({ detail }: FindingEvent): boolean {
  return textOf(detail["configRuleARN"])?.includes("/aws-service-rule/securityhub.amazonaws.com/") ?? false;
}
