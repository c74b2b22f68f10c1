import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { guardDutyDetails, reportInWords } from "../facts/finding-wording";

/** GuardDuty on everything but S3, from medium severity on. */
export const findingsGuarddutyThreat = defineFindingDetection({
  id: "findings.guardduty-threat",
  title: "GuardDuty found a threat to the account",
  enabledByDefault: true,
  severity: "medium",
  log: "Amazon GuardDuty",
  purpose: "findings",
  patterns: () => [
    findings("aws.guardduty", ["GuardDuty Finding"], {
      severity: [{ numeric: [">=", 4] }],
      type: [{ "anything-but": { wildcard: "*:S3/*" } }],
    }),
  ],
  matches: (event) => {
    if (event.feed !== "guardduty" || event.status !== "open" || event.type.includes(":S3/")) return undefined;
    if (compareSeverity(event.severity, "medium") < 0) return undefined;
    return {
      severity: event.severity,
      summary: reportInWords("GuardDuty", event),
      details: guardDutyDetails(event),
    };
  },
  dedupBy: findingKey,
});
