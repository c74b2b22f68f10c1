import { compareSeverity } from "../../severity";
import { defineFindingDetection } from "../engine/define-detection";
import { findings } from "../engine/listen";
import { findingKey } from "../facts/finding-key";
import { guardDutyDetails, reportInWords } from "../facts/finding-wording";

/** GuardDuty on everything but S3, below medium severity. */
export const findingsGuarddutyMinor = defineFindingDetection({
  id: "findings.guardduty-minor",
  title: "GuardDuty found something of low severity",
  status: "stable",
  enabledByDefault: false,
  severity: "informational",
  attack: ["TA0006:T1110", "TA0043:T1595"],
  description:
    "GuardDuty reports something below severity 4 that is not about S3: port probes, brute force against an instance that is only the target. Off by default, for whatever is on the internet is probed all day.",
  misses: ["everything, while GuardDuty is off", "GuardDuty's sample findings, which are ignored"],
  falsePositives: ["the background noise of the internet, against any instance with a public address"],
  runbook: [
    "Ask whether the port needs to be open to the internet, and close it if not.",
    "Look for findings of higher severity on the same instance, key or user.",
  ],
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
