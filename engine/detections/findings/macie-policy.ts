import { fieldsOf, textOf } from "../../events/fields";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { findingDetails, reportInWords } from "../facts/finding-wording";

/** A bucket whose settings got weaker, by Macie's eyes. */
export const findingsMaciePolicy = defineFindingDetection({
  id: "findings.macie-policy",
  title: "Macie found that a bucket's protection got weaker",
  enabledByDefault: true,
  severity: "low",
  log: "Amazon Macie",
  purpose: "findings",
  patterns: () => [findings("aws.macie", ["Macie Finding"], { type: [{ prefix: "Policy:" }] })],
  matches: (event) => {
    if (event.feed !== "macie" || event.status !== "open" || !event.type.startsWith("Policy:")) return undefined;
    const policy = fieldsOf(event.detail["policyDetails"]);
    const call = fieldsOf(fieldsOf(policy["action"])["apiCallDetails"]);
    return {
      severity: event.severity,
      summary: reportInWords("Macie", event),
      details: findingDetails(event, { Call: textOf(call["api"]) }),
    };
  },
  dedupBy: findingKey,
});
