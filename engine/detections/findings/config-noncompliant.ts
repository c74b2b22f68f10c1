import { textOf } from "../../events/fields";
import type { FindingEvent } from "../../events/findings/finding-event";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { findingDetails } from "../facts/finding-wording";

/** A resource that a rule of AWS Config no longer finds in order. */
export const findingsConfigNoncompliant = defineFindingDetection({
  id: "findings.config-noncompliant",
  title: "AWS Config found a resource that breaks a rule",
  enabledByDefault: true,
  severity: "low",
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

/** By the ARN, where AWS writes the owner; anyone may name a rule `securityhub-…`. */
function isOfSecurityHub({ detail }: FindingEvent): boolean {
  return textOf(detail["configRuleARN"])?.includes("/aws-service-rule/securityhub.amazonaws.com/") ?? false;
}
