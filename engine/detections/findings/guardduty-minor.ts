import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/rule-patterns";
import { findingKey } from "../facts/finding-key";
import { guardDutyDetails, reportInWords } from "../facts/finding-wording";

/** GuardDuty on everything but S3, below medium severity. */
export const findingsGuarddutyMinor = defineFindingDetection({
  id: "findings.guardduty-minor",
  title: "GuardDuty found something of low severity",
  enabledByDefault: false,
  severity: "informational",
  log: "Amazon GuardDuty",
  purpose: "findings",
  patterns: () => [
    findings("aws.guardduty", ["GuardDuty Finding"], {
      severity: [{ numeric: ["<", 4] }],
      type: [{ "anything-but": { wildcard: "*:S3/*" } }],
    }),
  ],
  matches: (event) => {
    if (event.feed !== "guardduty" || event.status !== "open" || event.type.includes(":S3/")) return undefined;
    if (compareSeverity(event.severity, "medium") >= 0) return undefined;
    return {
      severity: event.severity,
      summary: reportInWords("GuardDuty", event),
      details: guardDutyDetails(event),
    };
  },
  dedupBy: findingKey,
});
