import { fieldsOf, textOf } from "../../events/fields";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { findingKey } from "../facts/finding-key";
import { findingDetails, reportInWords } from "../facts/finding-wording";

/** A bucket whose settings got weaker, by Macie's eyes. */
export const findingsMaciePolicy = defineFindingDetection({
  id: "findings.macie-policy",
  title: "Macie found that a bucket's protection got weaker",
  status: "stable",
  enabledByDefault: true,
  severity: "low",
  attack: ["TA0005:T1562.001", "TA0010:T1537"],
  description:
    "Amazon Macie reports that a bucket became public, is shared with strangers, lost its public access block or its default encryption.",
  misses: [
    "everything, while Macie is off in the region",
    "how a bucket stood before Macie was on: only changes are told",
    "Macie's sample findings, which are ignored",
  ],
  falsePositives: ["the bucket of a public website", "buckets that are shared on purpose with an account outside"],
  runbook: [
    "Open the finding in the Macie console to see what changed, by whom and from where.",
    "Undo the change, if it was in no plan, and block public access to the bucket.",
  ],
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
